/**
 * A statement with one clause a line, for reading differences: parameters are `$1`, `$2` …, values are none of it.
 * Only white space is changed. What is long has one item a line.
 */
export function formatSql(statement: string): string {
	const tokens = tokensOf(statement);
	const lines: string[] = [];
	let line = '';
	/** Open brackets: of a query within, which is set on lines of its own, or any other. */
	const open: Bracket[] = [{ query: true, tabs: 0, outside: 0, cases: 0, between: false }];
	const begin = (tabs: number): void => {
		if (line.trim() !== '') lines.push(line);
		line = '\t'.repeat(tabs);
	};

	tokens.forEach((token, at) => {
		const here = open.at(-1)!;
		const word = token.text.toLowerCase();
		const before = tokens[at - 1]?.text.toLowerCase() ?? '';
		if (token.text.startsWith('--')) {
			begin(here.tabs);
			line += token.text;
			begin(here.tabs);
			return;
		}
		if (here.query && here.cases === 0) {
			if (startsClause(word, before, tokens[at + 1]?.text.toLowerCase() ?? '')) begin(here.tabs);
			else if ((word === 'and' && !here.between) || word === 'or') begin(here.tabs + 1);
			else if (before === ',' && tokens[at - 2]?.closesQuery === true) begin(here.tabs);
		}
		if (word === 'case') here.cases++;
		else if (word === 'end' && here.cases > 0) here.cases--;
		else if (word === 'between' || word === 'and') here.between = word === 'between';

		if (token.text === ')' && open.length > 1 && open.pop()!.query) {
			token.closesQuery = true;
			begin(here.outside);
			line += ')';
			return;
		}
		const apart = token.spaced && line.trim() !== '' && before !== '(' && token.text !== ')';
		line += (apart ? ' ' : '') + token.text;
		if (token.text === '(') {
			const next = tokens.slice(at + 1).find(({ text }) => !text.startsWith('--'));
			const query = STATEMENT.has(next?.text.toLowerCase() ?? '');
			const outside = tabsOf(line).length;
			open.push({ query, tabs: query ? outside + 1 : here.tabs, outside, cases: 0, between: false });
			if (query) begin(outside + 1);
		}
	});
	begin(0);
	return lines.flatMap(oneItemALine).join('\n');
}

interface Token {
	readonly text: string;
	/** White space stood before it. */
	readonly spaced: boolean;
	closesQuery?: true;
}

interface Bracket {
	readonly query: boolean;
	/** Of lines within, and of the line that it was opened in. */
	readonly tabs: number;
	readonly outside: number;
	cases: number;
	between: boolean;
}

/** Strings, quoted names and comments in one piece; brackets and commas by themselves; whatever else stands together. */
function tokensOf(statement: string): Token[] {
	const found = statement.matchAll(/(\s*)(--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^\s(),'"]+)/g);
	return [...found].map(([, space, text]) => ({ text: text!.trimEnd(), spaced: space !== '' }));
}

const tabsOf = (line: string): string => /^\t*/.exec(line)![0];

const STATEMENT = new Set(['select', 'insert', 'update', 'delete', 'with']);

/** Words that begin a clause, unless they belong to the one before (`delete from`, `for update`, `do update set`). */
function startsClause(word: string, before: string, next: string): boolean {
	if (word === 'from') return !['delete', 'distinct'].includes(before);
	if (['where', 'having', 'limit', 'returning', 'values', 'union'].includes(word)) return true;
	if (word === 'group' || word === 'order') return next === 'by';
	if (word === 'on') return next === 'conflict';
	if (word === 'using') return next !== '(';
	if (word === 'for') return ['update', 'key', 'no', 'share'].includes(next);
	if (word === 'set') return before !== 'update';
	if (word === 'join') return !['inner', 'left', 'right', 'full', 'cross', 'outer'].includes(before);
	if (['inner', 'left', 'right', 'full', 'cross'].includes(word)) return next === 'join' || next === 'outer';
	return STATEMENT.has(word) && !['', '(', 'for', 'do', 'key'].includes(before);
}

const LONG = 110;

/** Breaks a long line behind the commas that stand in no bracket; if there are none, within its longest brackets. */
function oneItemALine(line: string): string[] {
	if (line.length <= LONG) return [line];
	const tabs = tabsOf(line);
	const items = splitBehindCommas(line.trimStart());
	if (items.length > 1) return items.flatMap((item, at) => oneItemALine((at === 0 ? '' : '\t') + tabs + item));
	const [from, to] = longestBrackets(line);
	const within = splitBehindCommas(line.slice(from + 1, to));
	if (within.length < 2) return [line];
	return [line.slice(0, from + 1), ...within.map((item) => `\t${tabs}${item}`), tabs + line.slice(to)];
}

function splitBehindCommas(text: string): string[] {
	const items = [''];
	eachToken(text, (token, depth) => {
		items[items.length - 1] += token;
		if (token === ',' && depth === 0) items.push('');
	});
	return items.map((item) => item.trim()).filter((item) => item !== '');
}

/** Where the outermost brackets with the most in them open and close. */
function longestBrackets(text: string): [number, number] {
	let longest: [number, number] = [0, 0];
	let opened = 0;
	eachToken(text, (token, depth, at) => {
		if (token === '(' && depth === 1) opened = at;
		if (token === ')' && depth === 0 && at - opened > longest[1] - longest[0]) longest = [opened, at];
	});
	return longest;
}

/** White space is told too, as it stands; `depth` counts the brackets that are open behind the token. */
function eachToken(text: string, tell: (token: string, depth: number, at: number) => void): void {
	let depth = 0;
	for (const { 0: token, index } of text.matchAll(/\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|[(),]|[^\s(),'"]+/g)) {
		if (token === '(') depth++;
		if (token === ')') depth--;
		tell(token, depth, index);
	}
}
