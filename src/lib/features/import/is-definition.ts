/** Is the file a survey rather than answers? By its name, or since it begins as JSON does. */
export const isDefinition = (name: string, bytes: Uint8Array): boolean =>
	/\.(json|qsf)$/i.test(name) || /^\ufeff?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
