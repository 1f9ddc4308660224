/** Said of a selection that one statement does not answer: graphql-js answers it over rows. Not a failure. */
export class NotCompiled extends Error {}
