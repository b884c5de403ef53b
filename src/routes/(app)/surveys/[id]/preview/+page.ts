/** As respondents see it: a document without the app's script. */
export const csr = false;
