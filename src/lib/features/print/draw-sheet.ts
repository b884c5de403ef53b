import type { Issue } from '#domain/shared/result.ts';
import type { PrintSheetInput } from '#domain/printing/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { quoted } from '#lib/quoted.ts';

/** A drawing from the server, or the sentence that says why there is none; null: it was given up, since another is wanted. */
export type Drawn = { readonly blob: Blob; readonly name: string } | { readonly problem: string } | null;

export async function drawSheet(kind: 'pdf' | 'svg', sheet: PrintSheetInput, signal?: AbortSignal): Promise<Drawn> {
	try {
		const response = await fetch(`/api/v1/collectors/print.${kind}`, {
			method: 'POST',
			headers: { accept: 'application/json', 'content-type': 'application/json' },
			body: JSON.stringify(sheet),
			...(signal && { signal })
		});
		if (response.ok) return { blob: await response.blob(), name: nameOf(response.headers, kind) };
		const { error } = (await response.json()) as { error: { message: string; issues?: readonly Issue[] } };
		return { problem: sentenceOf(error.issues?.[0]) ?? error.message };
	} catch {
		return signal?.aborted ? null : { problem: m.print_failed() };
	}
}

/** As `content-disposition` says it. */
function nameOf(headers: Headers, kind: string): string {
	const said = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
	return said === undefined ? `codes.${kind}` : decodeURIComponent(said);
}

/** Which letters, of what writing, and in which places' names. */
function lettersText({ params = {} }: Issue): string {
	const said = (name: string) => String(params[name] ?? '');
	const scripts = said('scripts').split(' ').filter(Boolean);
	const places = said('places').split(' | ').filter(Boolean);
	return [
		m.print_problem_letters({ letters: said('letters') }),
		scripts.length > 0 &&
			m.print_problem_scripts({ scripts: listed(scripts.map((script) => m.print_script({ script }))) }),
		places.length > 0 && m.print_problem_places({ places: listed(places.map(quoted)), more: Number(params.more ?? 0) })
	]
		.filter(Boolean)
		.join(' ');
}

const listed = (texts: readonly string[]): string => new Intl.ListFormat(getLocale()).format(texts);

function sentenceOf(issue: Issue | undefined): string | null {
	switch (issue?.code) {
		case 'letters':
			return lettersText(issue);
		case 'logo':
			return m.print_problem_logo();
		case 'logo_text':
			return m.print_problem_logo_text();
		case 'logo_outside':
			return m.print_problem_logo_outside();
		case 'logo_large':
			return m.print_problem_logo_large();
		case 'contrast':
			return m.print_problem_contrast();
		default:
			return null;
	}
}
