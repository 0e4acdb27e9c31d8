"""The provider-free core: state, time, schemas and the way from a request to its answer. Synchronous, without I/O."""
