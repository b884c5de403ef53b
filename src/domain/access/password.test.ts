import { describe, expect, it } from 'vitest';
import { passwordIssues } from './password.ts';

const context = ['Ada Quist', 'ada.quist@northwind.example', 'Northwind Ltd'];
const codes = (password: string): string[] => passwordIssues(password, context).map((found) => found.code);

describe('passwords that a guesser tries first', () => {
	it.each([
		'password',
		'Password123',
		'P@ssw0rd',
		'qwertyuiop',
		'12345678',
		'87654321',
		'aaaaaaaa',
		'abababab',
		'abcabcabc',
		'woaini1314',
		'88888888',
		'１２３４５６７８'
	])('%s is refused as common', (password) => expect(codes(password)).toEqual(['password_common']));

	it.each(['Northwind1', 'ada.quist', 'northwind-ltd'])('%s is refused as personal', (password) =>
		expect(codes(password)).toEqual(['password_personal'])
	);

	it.each([
		'correct horse battery',
		'wayfelt-demo',
		'owner-password-1',
		'Tr0ub4dor&3',
		'春眠不觉晓处处闻啼鸟',
		'a long enough passphrase'
	])('%s is taken', (password) => expect(codes(password)).toEqual([]));
});
