import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Locale } from '#domain/shared/locale.ts';
import { components } from '#contract/index.ts';
import { limitOf } from './read-request.ts';
import { isFile, specOf, type Entries, type Spec } from './spec.ts';

/** Handlers of a `+server.ts` by method. */
export type RouteModule = Readonly<Record<string, unknown>>;

export interface Operation {
	readonly operationId: string;
	readonly tags: readonly string[];
	readonly summary: string;
	readonly description?: string;
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: { readonly required: boolean; readonly content: Content };
	readonly responses: Readonly<Record<string, object>>;
	readonly security?: readonly object[];
}
export interface Parameter {
	readonly name: string;
	readonly in: 'path' | 'query' | 'header';
	readonly required?: boolean;
	readonly schema: object;
	readonly description?: string;
}
type Content = Readonly<Record<string, { readonly schema: object }>>;

export interface OpenApi {
	readonly openapi: '3.1.0';
	readonly info: { readonly title: string; readonly version: string; readonly description: string };
	readonly servers: readonly { readonly url: string }[];
	readonly security: readonly object[];
	readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	readonly components: object;
}

const config: ConversionConfig = {
	target: 'draft-2020-12',
	// What JSON Schema cannot say (a check function) is still checked; the document is only less exact there.
	errorMode: 'ignore',
	definitions: components as unknown as Record<string, v.GenericSchema>,
	overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`
};

/** A route's folder as a path template: `/api/v1/journeys/[id]` → `/api/v1/journeys/{id}`. */
export const pathOf = (route: string): string => route.replace(/\[([a-z]+)\]/gi, '{$1}');

/**
 * The OpenAPI 3.1 document of all routes that carry a spec.
 * @param routes modules by route folder, as `/api/v1/journeys/[id]`
 */
export function openApi(
	routes: Readonly<Record<string, RouteModule>>,
	locale: Locale,
	info: { origin: string; version: string }
): OpenApi {
	const paths: Record<string, Record<string, Operation>> = {};
	for (const route of Object.keys(routes).sort()) {
		for (const [method, handler] of Object.entries(routes[route]!)) {
			const spec = specOf(handler);
			if (spec === undefined) continue;
			(paths[pathOf(route)] ??= {})[method.toLowerCase()] = operation(route, method, spec, locale);
		}
	}
	return {
		openapi: '3.1.0',
		info: { title: 'Wayfelt', version: info.version, description: introduction[locale] },
		servers: [{ url: info.origin }],
		security: [{ bearer: [] }, { session: [] }],
		paths,
		components: {
			securitySchemes: {
				bearer: { type: 'http', scheme: 'bearer', description: words[locale].bearer },
				session: { type: 'apiKey', in: 'cookie', name: 'wayfelt_session', description: words[locale].session }
			},
			schemas: toJsonSchemaDefs(config.definitions!, { ...config, typeMode: 'output' })
		}
	};
}

function operation(route: string, method: string, spec: Spec, locale: Locale): Operation {
	const text = words[locale];
	const description = [
		spec.description?.[locale],
		spec.permission === 'public' ? text.public : `${text.permission}: \`${spec.permission}\``
	];
	const parameters = [
		...parametersOf(spec.params, 'path'),
		...parametersOf(spec.query, 'query'),
		...(method === 'POST'
			? [
					{
						name: 'Idempotency-Key',
						in: 'header',
						schema: { type: 'string', maxLength: 255 },
						description: text.key
					} as const
				]
			: [])
	];
	return {
		operationId: operationId(route, method),
		tags: [route.split('/')[3] ?? 'api'],
		summary: spec.summary[locale],
		description: description.filter((part) => part !== undefined).join('\n\n'),
		...(parameters.length > 0 ? { parameters } : {}),
		...bodyOf(spec),
		responses: {
			[spec.status]: success(spec, text.success),
			...(spec.permission === 'public' ? {} : { 401: refusal(text.e401), 403: refusal(text.e403) }),
			...(spec.params ? { 404: refusal(text.e404) } : {}),
			...(spec.body || spec.query || method === 'POST' ? { 400: refusal(text.e400) } : {}),
			...(spec.body || spec.upload !== undefined
				? {
						413: refusal(`${text.e413} ${Math.round((spec.upload ?? limitOf(spec)) / 1024)} KiB`),
						415: refusal(text.e415)
					}
				: {}),
			...(method === 'POST' ? { 409: refusal(text.e409) } : {})
		},
		...(spec.permission === 'public' ? { security: [] } : {})
	};
}

function bodyOf({ body, upload }: Spec): Pick<Operation, 'requestBody'> {
	if (upload !== undefined)
		return { requestBody: { required: true, content: { 'multipart/form-data': { schema: UPLOAD } } } };
	if (body === undefined) return {};
	return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } };
}

const UPLOAD = {
	type: 'object',
	properties: { file: { type: 'string', format: 'binary' } },
	required: ['file']
};

function success(spec: Spec, description: string): object {
	if (spec.response === undefined) return { description };
	if (isFile(spec.response)) return { description, content: { [spec.response.file]: { schema: { type: 'string' } } } };
	return { description, content: { 'application/json': { schema: schemaOf(spec.response, 'output') } } };
}

const refusal = (description: string): object => ({
	description,
	content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
});

function parametersOf(entries: Entries | undefined, place: 'path' | 'query'): Parameter[] {
	if (entries === undefined) return [];
	const { properties = {}, required = [] } = schemaOf(entries, 'output') as {
		properties?: Record<string, object>;
		required?: string[];
	};
	// Required by the address itself, or by what a caller must send: an optional field with a default is optional.
	const needed =
		place === 'path'
			? Object.keys(properties)
			: ((schemaOf(entries, 'input') as { required?: string[] }).required ?? required);
	return Object.entries(properties).map(([name, schema]) => ({
		name,
		in: place,
		required: needed.includes(name),
		schema
	}));
}

function schemaOf(schema: v.GenericSchema, typeMode: 'input' | 'output'): object {
	const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, { ...config, typeMode });
	return rest;
}

/** `GET /api/v1/journeys/[id]/results` → `getJourneysByIdResults`. */
const operationId = (route: string, method: string): string =>
	method.toLowerCase() +
	route
		.split('/')
		.slice(3)
		.map((part) =>
			part.replace(/^\[(.+)\]$/, 'by-$1').replace(/(?:^|[-.])(\w)/g, (_, letter: string) => letter.toUpperCase())
		)
		.join('');

const introduction: Record<Locale, string> = {
	en: 'Map journeys, ask customers at their touchpoints, read what they felt. JSON in, JSON out. Errors are `{error:{code,message,issues?}}`; lists are `{items,next}`: send `next` back as `cursor`. Instants are ISO 8601 in UTC; a day is a day in the workspace’s time zone.',
	'zh-CN':
		'绘制客户旅程，在触点调研客户，读取客户的感受。请求与响应均为 JSON。错误格式为 `{error:{code,message,issues?}}`；列表格式为 `{items,next}`，将 `next` 作为 `cursor` 传回即可继续。时间为 ISO 8601（UTC）；“天”以企业空间的时区为准。'
};

const words: Record<
	Locale,
	Record<
		| 'permission'
		| 'public'
		| 'bearer'
		| 'session'
		| 'key'
		| 'success'
		| 'e400'
		| 'e401'
		| 'e403'
		| 'e404'
		| 'e409'
		| 'e413'
		| 'e415',
		string
	>
> = {
	en: {
		permission: 'Needs',
		public: 'Open to everybody.',
		bearer: 'A token made in Settings → API tokens, with a role of its own.',
		session: 'The session of the signed-in person; requests that change something must come from our own pages.',
		key: 'Makes the request safe to repeat: the first answer is kept for 24 hours and given again.',
		success: 'Done',
		e400: 'The input is not right',
		e401: 'Not signed in, or the token is not valid',
		e403: 'The role does not allow it',
		e404: 'Not there, or not yours',
		e409: 'In conflict with what was done before',
		e413: 'Larger than',
		e415: 'Not JSON'
	},
	'zh-CN': {
		permission: '所需权限',
		public: '无需登录。',
		bearer: '在“设置 → API 令牌”中创建的令牌，带有自己的角色。',
		session: '已登录者的会话；修改类请求必须来自本站页面。',
		key: '使请求可以安全重试：首次结果保留 24 小时，重试时原样返回。',
		success: '成功',
		e400: '输入不正确',
		e401: '未登录或令牌无效',
		e403: '角色没有此权限',
		e404: '不存在或无权查看',
		e409: '与之前的操作冲突',
		e413: '超过大小限制',
		e415: '不是 JSON'
	}
};
