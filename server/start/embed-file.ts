import { build, type Plugin, type Rolldown } from 'vite';

/**
 * Writes `/embed.js`: other websites name it in their pages, so that its address never changes. By itself, since Kit knows
 * only files under names of their contents.
 * @param source the script's file
 */
export function embedFile(source: string): Plugin {
	return {
		name: 'wayfelt-embed-file',
		applyToEnvironment: ({ name }) => name === 'client',
		configureServer({ middlewares, config }) {
			middlewares.use('/embed.js', (_, response, next) => {
				void bundled(config.root + source).then((code) => {
					response.setHeader('content-type', 'text/javascript');
					response.end(code);
				}, next);
			});
		},
		buildStart() {
			if (this.environment.mode === 'build') this.emitFile({ type: 'chunk', id: source, fileName: 'embed.js' });
		},
		generateBundle: {
			order: 'post',
			handler(_, bundle) {
				const made = bundle['embed.js'];
				if (made?.type !== 'chunk') throw new Error('the build has no embed.js');
				if (made.imports.length > 0 || made.exports.length > 0)
					throw new Error(`embed.js is no script by itself: it imports ${made.imports.join(', ')}`);
				// A script of other people's pages: its names are its own.
				made.code = `(()=>{${ascii(made.code.trim())}})();\n`;
			}
		}
	};
}

/** A page in another encoding would read the script in its own. */
const ascii = (code: string): string =>
	code.replace(/[^\x20-\x7e\s]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** For the development server, whose modules are no script of other people's pages. */
async function bundled(entry: string): Promise<string> {
	const lib = { entry, formats: ['iife' as const], name: 'wayfeltEmbed' };
	const made = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
	const [output] = made as Rolldown.RolldownOutput[];
	return output!.output[0].code;
}
