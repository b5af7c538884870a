/** What is made when somebody asks for it first, and once. */
export function remembered<T>(make: () => T): () => T {
	let value: { readonly made: T } | undefined;
	return () => (value ??= { made: make() }).made;
}
