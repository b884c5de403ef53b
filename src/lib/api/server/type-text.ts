/** The part of JSON Schema that our documents use. */
export interface JsonSchema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly const?: unknown;
	readonly enum?: readonly unknown[];
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly required?: readonly string[];
	readonly additionalProperties?: boolean | JsonSchema;
	readonly items?: JsonSchema;
	readonly description?: string;
	readonly format?: string;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly maxItems?: number;
	readonly default?: unknown;
}

/**
 * A schema as people write types: `{ title: string, status?: "active" | "archived" }`, one field per line, remarks behind `//`.
 * Shapes with a name of their own are named, not repeated.
 */
export function typeText(schema: JsonSchema, indent = ''): string {
	if (schema.$ref) return schema.$ref.split('/').at(-1)!;
	if (schema.const !== undefined) return JSON.stringify(schema.const);
	if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
	const choices = schema.anyOf ?? schema.oneOf;
	if (choices) return [...new Set(choices.map((choice) => typeText(choice, indent)))].join(' | ');
	if (schema.type === 'array') {
		const item = typeText(schema.items ?? {}, indent);
		return /[ |]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
	}
	if (schema.properties) return objectText(schema, indent);
	if (typeof schema.additionalProperties === 'object')
		return `{ [name]: ${typeText(schema.additionalProperties, indent)} }`;
	return typeof schema.type === 'string' ? schema.type : 'any';
}

function objectText({ properties = {}, required = [] }: JsonSchema, indent: string): string {
	const lines = Object.entries(properties).map(([name, field]) => {
		const remark = remarkOf(field);
		return `${indent}  ${name}${required.includes(name) ? '' : '?'}: ${typeText(field, `${indent}  `)}${remark === '' ? '' : `  // ${remark}`}`;
	});
	return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

/** What the type alone does not say: format, limits, default, description. */
export function remarkOf(schema: JsonSchema): string {
	const range = (low: number | undefined, high: number | undefined): string =>
		low === undefined && high === undefined
			? ''
			: low === undefined
				? `≤ ${high}`
				: high === undefined
					? `≥ ${low}`
					: `${low}–${high}`;
	return [
		schema.format ?? '',
		range(schema.minimum, schema.maximum),
		schema.type === 'string' ? range(schema.minLength, schema.maxLength) : '',
		schema.maxItems === undefined ? '' : `≤ ${schema.maxItems}`,
		schema.default === undefined ? '' : `= ${JSON.stringify(schema.default)}`,
		schema.description ?? ''
	]
		.filter((part) => part !== '')
		.join(' · ');
}
