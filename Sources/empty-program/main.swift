// Does nothing: what any program in Swift takes to start and end.
