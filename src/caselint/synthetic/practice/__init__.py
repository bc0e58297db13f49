"""How a well-run authority works with a family, one module a strand of practice."""
