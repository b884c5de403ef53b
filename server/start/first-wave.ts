import type { Plugin } from 'vite';

/** A file of the build, as the list of Vite names it. */
export interface ListedFile {
	readonly file: string;
	readonly imports?: readonly string[];
	readonly css?: readonly string[];
	readonly dynamicImports?: readonly string[];
	/** `dynamicImports`, where Kit does not look. */
	readonly later?: readonly string[];
}
export type FileList = Record<string, ListedFile>;

const LIST = '.vite/manifest.json';
/** Kit looks for its runtime behind this one's dynamic import. */
const START = /\/kit\/src\/runtime\/client\/entry\.js$/;
const NODE = /\/nodes\/\d+\.js$/;

/**
 * Has pages ask for everything their first picture needs at once, and for nothing else. Kit 3.2 reads from the list of
 * the build what a page links, and
 * - takes a file that some part fetched later imports, too, for one that is not needed now: two of the board's files,
 *   a quarter of its code, were asked for when the others had run;
 * - links the styles of all such parts, fourteen files before the first picture of the board; Vite links them again
 *   with their part;
 * - does not name the error pages that it waits for before it starts.
 */
export function firstWave(): Plugin {
	return {
		name: 'wayfelt-first-wave',
		applyToEnvironment: ({ name }) => name === 'client',
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const list = bundle[LIST];
				if (list?.type !== 'asset') throw new Error(`the build has no ${LIST}: see first-wave.ts`);
				const componentOf = (node: string): string | undefined => {
					const made = Object.values(bundle).find((one) => one.type === 'chunk' && one.fileName === node);
					const id = made?.type === 'chunk' ? made.facadeModuleId : null;
					return id ? this.getModuleInfo(id)?.importedIds.find((one) => one.endsWith('.svelte')) : undefined;
				};
				const files = JSON.parse(String(list.source)) as FileList;
				list.source = JSON.stringify(inOneWave(files, componentOf), null, '\t');
			}
		}
	};
}

/**
 * @param componentOf the layout, page or error page that a file of Kit's nodes stands for
 */
export function inOneWave(files: FileList, componentOf: (node: string) => string | undefined): FileList {
	const nodes = Object.keys(files).filter((key) => NODE.test(key));
	const components = new Map(nodes.map((key) => [key, componentOf(files[key]!.file)]));
	const result: FileList = {};
	for (const [key, { dynamicImports, ...file }] of Object.entries(files)) {
		result[key] = {
			...file,
			...(dynamicImports && { [START.test(key) ? 'dynamicImports' : 'later']: dynamicImports })
		};
		const layout = components.get(key);
		if (!layout?.endsWith('/+layout.svelte')) continue;
		const error = nodes.find((node) => components.get(node) === layout.replace('+layout', '+error'));
		if (error === undefined) continue;
		// Its file alone: its styles are not the layout's, which respondents' pages have, too.
		const alone = `${error}?alone`;
		result[alone] = { file: files[error]!.file };
		result[key] = { ...result[key], imports: [...(file.imports ?? []), alone] };
	}
	return result;
}
