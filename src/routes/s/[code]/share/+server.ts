import { redirect } from '@sveltejs/kit';
import share from '#lib/features/survey-runner/share-in-wechat.ts?worker&url';
import type { RequestHandler } from './$types';

/** The script of the card that is passed on in WeChat, and fetched nowhere else: under a name that visit.ts knows. */
export const GET: RequestHandler = () => redirect(302, share);
