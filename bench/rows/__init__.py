"""The rows of the benchmark, a module each with `measure`; `bench.targets` says what is wanted."""
