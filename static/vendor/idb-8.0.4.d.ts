// For tsc only: the types of the same version in tests/js/node_modules.
export * from 'idb';
