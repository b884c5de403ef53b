import fc from 'fast-check';

/** The part of JSON Schema that our OpenAPI document uses. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly anyOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean | Schema;
	readonly items?: Schema;
}

const texts = [
	'',
	' ',
	'\u0000',
	'a\u0000b',
	'\ud83d',
	'\u202etxt.exe',
	'😀'.repeat(50),
	'店'.repeat(500),
	'x'.repeat(20_000),
	'null',
	'undefined',
	'__proto__',
	'constructor',
	'-1',
	'0',
	'1e309',
	'NaN',
	'9007199254740993',
	'2026-02-30',
	'2026-13-01T00:00:00Z',
	'275760-09-13',
	'0000-00-00',
	'infinity',
	'../../../etc/passwd',
	'%00',
	'%',
	"'; drop table response; --",
	'" or 1=1',
	'{"a":1}',
	'[]',
	'<script>alert(1)</script>',
	'javascript:alert(1)',
	'=cmd|calc!A1',
	'00000000-0000-0000-0000-000000000000',
	'//evil.example',
	'\r\nset-cookie: a=b'
];

/** What people paste, what programs send by mistake, and what attackers try first. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...texts) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) }
);

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
	hostileText,
	fc.constantFrom(null, true, false, 0, -0, -1, 0.1, 2 ** 31, 2 ** 53, 1e308, [], {}, [[]], { length: 1 }),
	fc.constant(JSON.parse('['.repeat(500) + ']'.repeat(500))),
	fc.constant(JSON.parse('{"__proto__":{"role":"owner"}}'))
);

/**
 * Values of a schema, with something wrong now and then at every level.
 * @param ids that exist; strings are sometimes one of them
 */
export function ofSchema(
	schema: Schema,
	named: Readonly<Record<string, Schema>>,
	ids: readonly string[]
): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 6, arbitrary: fitting(schema, named, ids) }, { weight: 1, arbitrary: hostileValue });
}

function fitting(
	schema: Schema,
	named: Readonly<Record<string, Schema>>,
	ids: readonly string[]
): fc.Arbitrary<unknown> {
	const of = (one: Schema): fc.Arbitrary<unknown> => ofSchema(one, named, ids);
	if (schema.$ref !== undefined) return of(named[schema.$ref.split('/').at(-1)!] ?? {});
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (schema.enum) return fc.constantFrom(...schema.enum);
	const some = schema.anyOf ?? schema.oneOf;
	if (some) return fc.oneof(...some.map(of));
	switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
		case 'object': {
			const known = Object.entries(schema.properties ?? {});
			if (known.length === 0) return fc.dictionary(hostileText, hostileValue, { maxKeys: 4 });
			const required = known.map(([key]) => key).filter((key) => schema.required?.includes(key));
			const model = Object.fromEntries(known.map(([key, one]) => [key, of(one)]));
			return fc.record(model, { requiredKeys: required });
		}
		case 'array':
			return fc.array(of(schema.items ?? {}), { maxLength: 4 });
		case 'string':
			return fc.oneof(hostileText, fc.constantFrom(...ids));
		case 'integer':
		case 'number':
			return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
		case 'boolean':
			return fc.boolean();
		default:
			return hostileValue;
	}
}
