import type { App } from '../app.ts';
import type { Customers, ErasedAnswers, FoundCustomer } from '../areas/erasure/erasure.ts';
import { codeOf, StartError } from '../platform/start-error.ts';
import { optional, options, required, withApp, type Command, type Options } from './command.ts';
import { eraseAgain } from './erased-again.ts';
import { workspaceOf } from './people.ts';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const eraseCustomer: Command = {
	name: 'erase-customer',
	usage:
		'erase-customer --customer <id, external id, e-mail, phone or openid> [--workspace <id>] [--keep-scores | --delete-responses] --yes',
	about:
		'Erases a person. Their scores stay counted and lead to nobody; with --delete-responses they go too. Without --yes it only says what it would do.',
	parse: options({ customer: text, workspace: text, 'keep-scores': flag, 'delete-responses': flag, yes: flag }),
	run: (surroundings, given) =>
		withApp(surroundings, async (app) => {
			const known = required(given, 'customer');
			const answers = answersOf(given);
			const workspace = optional(given, 'workspace');
			const workspaceId = workspace === undefined ? undefined : await workspaceOf(surroundings.db, workspace);
			for (const line of await eraseOne(app, { known, workspaceId, answers, really: given.values.yes === true }))
				surroundings.print(line);
		})
};

function answersOf({ values }: Options): ErasedAnswers {
	if (values['keep-scores'] && values['delete-responses'])
		throw new StartError('Say either --keep-scores or --delete-responses.');
	return values['delete-responses'] ? 'remove' : 'keep';
}

/**
 * Finds the one person that is meant and erases them, or only says what that would do.
 * @returns what to tell, line by line
 * @throws StartError when it is nobody, or not clear who
 */
export async function eraseOne(
	app: Pick<App, 'customers'>,
	asked: {
		readonly known: string;
		readonly workspaceId: string | undefined;
		readonly answers: ErasedAnswers;
		readonly really: boolean;
	}
): Promise<string[]> {
	const heard = await onlyHeardOf(app.customers, asked);
	if (heard !== null) return heard;
	const customer = await theOne(app.customers, asked.known, asked.workspaceId);
	const { responses, texts, events, maps } = await app.customers.holdings(customer);
	const lines = [`${customer.id}: ${describe(customer)}.`];
	if (!asked.really) {
		lines.push(
			asked.answers === 'remove'
				? `Would go: the name, every identity, and ${count(responses, 'answer')} with their scores; the numbers on the maps change.`
				: `Would go: the name, every identity, and of ${count(responses, 'answer')} (${texts} with a text) all but the scores, which stay counted.`
		);
		if (events > 0) lines.push(`${count(events, 'event')} would stay, without person and particulars.`);
		lines.push(...mapsLine(maps), 'Nothing has been changed: add --yes to do it. It cannot be undone.');
		return lines;
	}
	const erased = await app.customers
		.erase(customer.workspaceId, customer.id, asked.answers)
		.catch((error: unknown) => Promise.reject(busy(error)));
	const { workspaceId, id: customerId } = customer;
	const again = eraseAgain({ workspaceId, customerId, withAnswers: asked.answers === 'remove' });
	return [
		...lines,
		asked.answers === 'remove'
			? `Erased, with ${count(erased.removed, 'answer')} and their scores.`
			: `Erased. The scores of ${count(erased.kept, 'answer')} stay counted and lead to nobody.`,
		...(erased.events > 0 ? [`${count(erased.events, 'event')} stayed, without person and particulars.`] : []),
		...mapsLine(maps),
		`Backups written before now still hold this person. After restoring one: ${again}`
	];
}

/** Whom a platform told us of, and who has no answers here; null: there is a customer, or nobody. */
async function onlyHeardOf(
	customers: Customers,
	{ known, workspaceId, really }: { known: string; workspaceId: string | undefined; really: boolean }
): Promise<string[] | null> {
	if ((await customers.find(known, workspaceId)).length > 0) return null;
	const heard = await customers.heardOf(known, workspaceId);
	if (heard.length === 0) return null;
	if (really) for (const one of heard) await customers.forget(one);
	const all = (what: 'pushes' | 'messages'): number => heard.reduce((sum, one) => sum + one[what], 0);
	return [
		`Known to ${count(heard.length, 'channel')} only; no answer leads to them.`,
		`${really ? 'Gone' : 'Would go'}: who they are there, ${count(all('pushes'), 'push', 'es')} of theirs and ${count(all('messages'), 'message')} to them.`,
		...(really ? [] : ['Nothing has been changed: add --yes to do it. It cannot be undone.'])
	];
}

async function theOne(customers: Customers, known: string, workspaceId: string | undefined): Promise<FoundCustomer> {
	const found = await customers.find(known, workspaceId);
	const [first, ...others] = found;
	if (first === undefined) {
		const at = await customers.erasedAt(known, workspaceId);
		throw new StartError(
			at === undefined
				? `No customer is known by "${known}": there never was one, or they were erased.`
				: `The customer ${known} was erased on ${at.toISOString().slice(0, 10)}.`
		);
	}
	if (others.length === 0) return first;
	const workspaces = new Set(found.map((one) => one.workspaceId));
	const list = found.map((one) => `  ${one.workspaceId}  ${one.id}  ${describe(one)}`).join('\n');
	throw new StartError(
		workspaces.size > 1
			? `"${known}" is known in several workspaces: add --workspace (the first id) for one of\n${list}`
			: `"${known}" is the name of several customers: give --customer the id (the second) of one of\n${list}`
	);
}

/** Enough to see whether it is the right one, and no more: what is printed may be kept somewhere. */
const describe = ({ identities, createdAt }: FoundCustomer): string =>
	[
		...identities.map(({ kind, value }) => `${kind} ${masked(value)}`),
		`known since ${createdAt.toISOString().slice(0, 10)}`
	].join(', ');

const masked = (value: string): string => {
	const shown = value.length >= 8 ? 3 : 1;
	return `${value.slice(0, shown)}***${value.length >= 4 ? value.slice(-1) : ''}`;
};

const count = (n: number, word: string, several = 's'): string => `${n} ${word}${n === 1 ? '' : several}`;

const mapsLine = (maps: readonly string[]): string[] =>
	maps.length === 0
		? []
		: [`Named on ${maps.map((title) => `"${title}"`).join(', ')}: what people wrote on a map must be changed there.`];

/** The database gave up, and nothing was done: waiting for a lock, or at a statement that took too long. */
function busy(error: unknown): unknown {
	const why = {
		'55P03': 'Answers are being recounted or corrected just now. Nothing was changed: try again.',
		'57014': 'The database did not finish this in time. Nothing was changed: try again when it has less to do.'
	}[codeOf(error) ?? ''];
	return why === undefined ? error : new StartError(why, { cause: error });
}
