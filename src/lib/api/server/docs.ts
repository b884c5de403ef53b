import type { OpenApi, Operation } from './openapi.ts';
import { remarkOf, typeText, type JsonSchema } from './type-text.ts';

/** The OpenAPI document as a page shows it: everything already text. */
export interface DocsView {
	readonly title: string;
	readonly version: string;
	readonly origin: string;
	readonly description: string;
	readonly groups: readonly { readonly name: string; readonly operations: readonly OperationView[] }[];
	readonly shapes: readonly { readonly name: string; readonly text: string }[];
}

export interface OperationView {
	readonly id: string;
	readonly method: string;
	readonly path: string;
	readonly summary: string;
	readonly paragraphs: readonly string[];
	readonly parameters: readonly {
		readonly name: string;
		readonly place: string;
		readonly type: string;
		readonly required: boolean;
		readonly remark: string;
	}[];
	readonly body: string | null;
	readonly answers: readonly { readonly status: string; readonly description: string; readonly type: string | null }[];
}

export function docsView(document: OpenApi): DocsView {
	const all = Object.entries(document.paths).flatMap(([path, operations]) =>
		Object.entries(operations).map(([method, operation]) => ({
			group: operation.tags[0]!,
			view: operationView(method, path, operation)
		}))
	);
	const { schemas } = document.components as { schemas: Record<string, JsonSchema> };
	return {
		title: document.info.title,
		version: document.info.version,
		origin: document.servers[0]!.url,
		description: document.info.description,
		groups: [...new Set(all.map(({ group }) => group))].map((name) => ({
			name,
			operations: all.filter(({ group }) => group === name).map(({ view }) => view)
		})),
		shapes: Object.entries(schemas).map(([name, schema]) => ({ name, text: typeText(schema) }))
	};
}

const operationView = (method: string, path: string, operation: Operation): OperationView => ({
	id: operation.operationId,
	method: method.toUpperCase(),
	path,
	summary: operation.summary,
	paragraphs: (operation.description ?? '').split('\n\n').filter((part) => part !== ''),
	parameters: (operation.parameters ?? []).map((parameter) => ({
		name: parameter.name,
		place: parameter.in,
		type: typeText(parameter.schema as JsonSchema),
		required: parameter.required ?? false,
		remark: [remarkOf(parameter.schema as JsonSchema), parameter.description ?? ''].filter(Boolean).join(' · ')
	})),
	body: operation.requestBody ? typeText(Object.values(operation.requestBody.content)[0]!.schema as JsonSchema) : null,
	answers: Object.entries(operation.responses).map(([status, answer]) => answerView(status, answer as AnswerObject))
});

interface AnswerObject {
	readonly description: string;
	readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

function answerView(status: string, { description, content = {} }: AnswerObject): OperationView['answers'][number] {
	const [found] = Object.entries(content);
	if (!found) return { status, description, type: null };
	const [contentType, { schema }] = found;
	return { status, description, type: contentType === 'application/json' ? typeText(schema) : contentType };
}
