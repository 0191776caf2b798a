"""hubspoke: moves raw files into the warehouse and proves that both engines agree."""
