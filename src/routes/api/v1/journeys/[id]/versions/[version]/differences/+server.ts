import { differencesQuery, VersionDifferencesSchema, versionParams } from '#contract/versions.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';

export const GET = endpoint({
	summary: {
		en: 'What a version has otherwise than another, or than the map now',
		'zh-CN': '比较两个版本，或与当前旅程图比较'
	},
	permission: 'journey.view',
	params: versionParams,
	query: differencesQuery,
	status: 200,
	response: VersionDifferencesSchema,
	handler: async ({ app, actor, params, query }) => {
		const { version, other, differences } = await app.versions.compare(
			actor,
			params.id,
			params.version,
			query.with ?? null
		);
		return { version, other, differences };
	}
});
