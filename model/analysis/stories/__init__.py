"""Takes an ensemble; gives worlds chosen from it, told as dated events with causes, and twins."""
