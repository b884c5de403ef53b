import { describe, expect, it } from 'vitest';
import { typeText } from './type-text.ts';

describe('a schema as people write types', () => {
	it('says fields, optional ones, limits and remarks', () => {
		expect(
			typeText({
				type: 'object',
				properties: {
					title: { type: 'string', minLength: 1, maxLength: 200 },
					status: { enum: ['active', 'archived'], default: 'active' },
					deep: {
						type: 'array',
						items: {
							type: 'object',
							properties: { n: { type: 'integer', minimum: 0, description: 'How many.' } },
							required: ['n']
						}
					}
				},
				required: ['title', 'deep']
			})
		).toBe(
			[
				'{',
				'  title: string  // 1–200',
				'  status?: "active" | "archived"  // = "active"',
				'  deep: {',
				'    n: integer  // ≥ 0 · How many.',
				'  }[]',
				'}'
			].join('\n')
		);
	});

	it('names what has a name, and keeps choices and records short', () => {
		expect(typeText({ $ref: '#/components/schemas/Score' })).toBe('Score');
		expect(typeText({ anyOf: [{ type: 'string' }, { type: 'null' }] })).toBe('string | null');
		expect(typeText({ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } })).toBe(
			'(string | number)[]'
		);
		expect(typeText({ type: 'object', additionalProperties: { type: 'array', items: { $ref: '#/x/Score' } } })).toBe(
			'{ [name]: Score[] }'
		);
		expect(typeText({ const: 1 })).toBe('1');
		expect(typeText({})).toBe('any');
	});
});
