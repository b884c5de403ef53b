import { describe, expect, it } from 'vitest';
import { issueTicket, readTicket } from './ticket.ts';

const SECRET = 'a secret that only tests may know';
const ID = '0199b5e0-0000-7000-8000-000000000001';
const AT = new Date('2026-11-27T08:00:00.123Z');

describe('the ticket of a form', () => {
	const ticket = issueTicket(SECRET, 'code', ID, AT);

	it('tells when the form was loaded, however late it comes', () => {
		expect(ticket).toHaveLength(31);
		expect(readTicket(SECRET, 'code', ID, ticket)).toEqual(AT);
		expect(readTicket(SECRET, 'code', ID.toUpperCase(), ticket)).toEqual(AT);
	});

	it.each<[string, [string, string, string, string | undefined]]>([
		['another survey', [SECRET, 'other', ID, ticket]],
		['another response', [SECRET, 'code', ID.replace(/1$/, '2'), ticket]],
		['another installation', ['another secret of somebody else', 'code', ID, ticket]],
		['another time', [SECRET, 'code', ID, ticket.replace(/^./, (first) => (first === 'm' ? 'n' : 'm'))]],
		['nothing', [SECRET, 'code', ID, undefined]],
		['nonsense', [SECRET, 'code', ID, `${ticket}x`]],
		['an empty one', [SECRET, 'code', ID, '']]
	])('is worth nothing for %s', (_name, [secret, code, id, given]) =>
		expect(readTicket(secret, code, id, given)).toBeNull()
	);
});
