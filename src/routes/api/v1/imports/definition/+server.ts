import { DefinitionSchema } from '#contract/imports.ts';
import { readDefinition } from '#domain/imports/index.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { invalid } from '#server/platform/errors.ts';

/** Surveys are small; pictures inside of them are not read. */
const LARGEST = 5 * 1024 * 1024;

export const POST = endpoint({
	summary: { en: 'Read a survey made elsewhere', 'zh-CN': '读取其他工具的问卷' },
	description: {
		en: 'Turns a survey of SurveyJS (JSON) or Qualtrics (QSF) into a `definition` for `POST /api/v1/surveys`, and lists what is left out or asked otherwise, and why. Writes nothing.',
		'zh-CN':
			'将 SurveyJS（JSON）或 Qualtrics（QSF）的问卷转换为 `POST /api/v1/surveys` 所需的 `definition`，并列出未带入或有改动的内容及原因。不写入任何数据。'
	},
	permission: 'survey.edit',
	upload: LARGEST,
	status: 200,
	response: DefinitionSchema,
	handler: ({ file }) => {
		const name = file.name.replace(/\.(json|qsf)$/i, '');
		const read = readDefinition(new TextDecoder().decode(file.bytes), name);
		if (!read.ok) throw invalid(read.issues.map((found) => ({ ...found, path: ['file'] })));
		return Promise.resolve(read.value);
	}
});
