import type * as v from 'valibot';

/** The same all the way down, for those who only read it. */
export type DeepReadonly<T> = T extends readonly (infer U)[]
	? readonly DeepReadonly<U>[]
	: T extends object
		? { readonly [K in keyof T]: DeepReadonly<T[K]> }
		: T;

/** What a schema lets out: the type that services make, the API sends and pages draw. */
export type View<S extends v.GenericSchema> = DeepReadonly<v.InferOutput<S>>;
