/**
 * A page that runs none of Svelte's script, without what only that script needs or what only travels: the comments by
 * which it finds its places, the addresses and themes of the work screens, line breaks of the template, and the long
 * names of scoped styles. About a twentieth of what a phone loads.
 * @param html a whole page; its styles stand in it, each under the name of its scope
 */
export function slimmed(html: string): string {
	const scopes = [...html.matchAll(/<style id="(svelte-[0-9a-z]+)">/g)].map(([, scope]) => scope!);
	const bare = html
		.replace(/<!--.*?-->/gs, '')
		.replace(/ data-(?:theme|origin|origin-set)="%\w+%"| data-sveltekit-preload-data="\w+"/g, '')
		.replace(/>\n\s*</g, '><');
	return scopes.reduce((page, scope) => page.replaceAll(scope, shortScope(scope)), bare);
}

/** The same on every page: the script puts one page in the place of another and keeps the styles of both. */
export const shortScope = (scope: string): string => `s${scope.slice(-4)}`;
