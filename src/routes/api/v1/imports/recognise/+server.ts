import { RecognisedSchema } from '#contract/imports.ts';
import { endpoint } from '#lib/api/server/endpoint.ts';
import { RECOGNISE_BYTES, recogniseFile } from '#lib/tables/recognise-file.ts';
import { invalid } from '#server/platform/errors.ts';

export const POST = endpoint({
	summary: { en: 'Recognise a file of answers', 'zh-CN': '识别答卷文件' },
	description: {
		en: 'Says whose export a CSV, TSV or XLSX file is, how it is written, what its columns become, and how many of its rows are whole, partial or nobody’s answers. Writes nothing.',
		'zh-CN':
			'识别 CSV、TSV 或 XLSX 文件来自哪个工具、编码与分隔符、各列的含义，以及完整、部分与应排除的行数。不写入任何数据。'
	},
	permission: 'response.import',
	upload: RECOGNISE_BYTES,
	status: 200,
	response: RecognisedSchema,
	handler: async ({ file }) => {
		const recognised = await recogniseFile(file.bytes);
		if (!recognised.ok) throw invalid(recognised.issues.map((found) => ({ ...found, path: ['file'] })));
		return recognised.value;
	}
});
