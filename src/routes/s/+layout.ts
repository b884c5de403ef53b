/** Respondent pages are documents: no framework script, whatever happens. */
export const csr = false;
