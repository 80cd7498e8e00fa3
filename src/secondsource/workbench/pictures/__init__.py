"""What the workbench draws: plain structs in, positions of a drawing or nodes and edges out. No colour, no markup."""
