export { csvLine } from '#domain/shared/csv.ts';
