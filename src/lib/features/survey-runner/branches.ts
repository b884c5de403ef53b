import { byQuestion } from '#domain/survey/answers/form-parts.ts';
import type { Given } from '#domain/survey/flow.ts';
import { walk, variablesAfter } from '#domain/survey/logic/walk.ts';
import { pipeIn, saidBy } from '#domain/survey/piping.ts';
import type { Flow } from './shown.ts';

/*
 * Branches at once: takes the questions of later pages out of their template, and shows those that are asked by what is answered –
 * by the same evaluator that checks it on the server. What is hidden stays filled in and is sent along: the server keeps it
 * aside. Loaded before the page's own script, and only where a survey branches.
 */

const NOWHERE = {};

function begin(): void {
	const form = document.querySelector<HTMLFormElement>('form[data-respond]');
	const rest = form?.querySelector<HTMLTemplateElement>('template[data-rest]');
	if (!form || !rest) return;
	const flow = JSON.parse(rest.dataset.flow!) as Flow;
	const { content, language } = flow;
	const asks = new Map(
		[
			...form.querySelectorAll<HTMLElement>('[data-ask]'),
			...rest.content.querySelectorAll<HTMLElement>('[data-ask]')
		].map((ask) => [ask.dataset.ask!, ask])
	);
	const inOrder = content.questions.map(({ id }) => asks.get(id)!);
	rest.before(...inOrder);
	for (const field of form.querySelectorAll('[name=_step], [data-carried], [name=_back]')) field.remove();
	form.querySelector('button')!.textContent = rest.dataset.send!;
	rest.remove();
	const texts = flow.texts.map(({ id, text, shown }) => ({ text, node: textIn(asks.get(id)!, shown) }));

	/** What is filled in, by question. */
	function given(): Given {
		const fields = new FormData(form!);
		const names = [...new Set(fields.keys())];
		const values = names.map((name) => [name, fields.getAll(name) as string[]] as const);
		return byQuestion(values.filter(([name]) => asks.has(name.split('.')[0]!)));
	}

	function update(): void {
		const { asked, needed, values } = walk(content, given(), { around: NOWHERE, onread: () => undefined });
		inOrder.forEach((ask, at) => show(ask, asked[at]!, needed[at]!));
		if (texts.length === 0) return;
		const said = saidBy(content, values, variablesAfter(content, values, NOWHERE), language);
		for (const { text, node } of texts) {
			const now = pipeIn(text, said);
			if (node && node.data !== now) node.data = now;
		}
	}

	form.addEventListener('input', update);
	form.addEventListener('change', update);
	form.addEventListener('reset', () => setTimeout(update));
	// What the page's own script, or the browser, filled in again.
	addEventListener('load', update);
	addEventListener('pageshow', update);
	update();
	// What makes single questions easier finds those that were in the template.
	document.dispatchEvent(new Event('respond'));
}

/** The text that shows an answer, wherever its control has it. */
function textIn(ask: HTMLElement, shown: string): Text | undefined {
	const texts = document.createTreeWalker(ask, NodeFilter.SHOW_TEXT);
	for (let text = texts.nextNode(); text; text = texts.nextNode())
		if ((text as Text).data === shown) return text as Text;
	return undefined;
}

function show(ask: HTMLElement, asked: boolean, isRequired: boolean): void {
	const id = ask.dataset.ask!;
	ask.hidden = !asked;
	const needed = asked && isRequired;
	// Of a question with several fields only those that are its answer: not what is written beside "other".
	for (const field of ask.querySelectorAll<HTMLInputElement>('input, textarea'))
		if (field.type === 'radio' || (field.type !== 'checkbox' && (field.name === id || field.name === `${id}.time`)))
			field.required = needed;
	const groups = [...ask.querySelectorAll<HTMLElement>('[role=radiogroup]')];
	for (const group of groups) group.setAttribute('aria-required', String(needed));
	const ticks = ask.querySelector(`[type=checkbox][name="${id}"]`)?.closest<HTMLElement>('[role=group]');
	for (const group of ticks ? [...groups, ticks] : groups)
		if (needed) group.dataset.need = '';
		else delete group.dataset.need;
	const optional = ask.querySelector<HTMLElement>(`label[for="q-${id}"] small`);
	if (optional) optional.hidden = needed;
	// A text that is too long holds nobody up where it is not asked for.
	for (const text of ask.querySelectorAll('textarea')) {
		text.dataset.most ??= text.dataset.max;
		text.dataset.max = asked ? text.dataset.most : 'Infinity';
	}
}

begin();
// The server's answer takes the place of the page.
new MutationObserver(begin).observe(document.documentElement, { childList: true });
