import * as v from 'valibot';

const limit = v.pipe(
	v.string(),
	v.regex(/^[1-9]\d{0,2}$/),
	v.transform(Number),
	v.number(),
	v.integer(),
	v.minValue(1),
	v.maxValue(200)
);
const cursor = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)));

/** Only these of a list. */
export const idList = v.pipe(
	v.string(),
	v.maxLength(7400),
	v.description('Only these: ids with commas between them, at most 200.'),
	v.transform((text) => text.split(','))
);

/** How a list is asked for in an address: numbers arrive as text. */
export const pageQuery = { limit: v.optional(limit, '50'), cursor };

/** The same for a list that is short enough to come whole when no limit is given. */
export const wholeQuery = { limit: v.optional(limit), cursor };

/** A page of a list; `next` is the cursor of the following page, null at the end. */
export const pageOf = <S extends v.GenericSchema>(item: S) =>
	v.object({ items: v.array(item), next: v.nullable(v.string()) });
