import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';

/** The one parameter of most routes. */
export const idParams = v.strictObject({ id: IdSchema });
