import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', 'src/lib/paraglide/', 'test-results/', 'playwright-report/', 'data/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/consistent-type-imports': 'error',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': ['error', { allow: ['warn', 'error'] }]
		}
	},
	{
		// What talks to a person in a terminal may print; the rest logs.
		files: [
			'server/launch/**',
			'server/cli.ts',
			'server/admin/**',
			'server/main.ts',
			'tests/bench/**',
			'tests/screenshots/**',
			'tests/support/**'
		],
		rules: { 'no-console': 'off' }
	},
	{
		// What is longer is put together of parts: CONTRIBUTING, "How we work". The number only goes down.
		files: ['server/**', 'src/**'],
		ignores: ['**/*.test.ts', '**/*.test-d.ts'],
		rules: { 'max-lines-per-function': ['error', { max: 78, skipBlankLines: true, skipComments: true }] }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser } },
		rules: {
			// Addresses are resolved once into a variable, with a query added where they are used; the rule sees calls only.
			'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true, ignoreGoto: true }],
			// Flags local Maps and Sets that never reach the markup.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		// Stored text is rendered as text; nothing may switch that off.
		files: ['**/*.svelte'],
		rules: { 'svelte/no-at-html-tags': 'error' }
	}
);
