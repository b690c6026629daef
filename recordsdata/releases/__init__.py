"""Import what BLS publishes into a store of the user's own."""
