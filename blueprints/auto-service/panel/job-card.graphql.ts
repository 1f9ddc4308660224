/** What the card sends, each with one `input`. */
export const jobCardVerbs = {
  move: 'mutation ($input: MoveJobCardInput!) { moveJobCard(input: $input) { vehicleJobCard { id version step waiting } userErrors { code message } } }',
  ask: 'mutation ($input: AskForApprovalInput!) { askForApproval(input: $input) { vehicleJobCard { id version step waiting } userErrors { code message } } }',
  decide:
    'mutation ($input: DecideJobLineInput!) { decideJobLine(input: $input) { jobLine { id version approval } userErrors { code message } } }',
}
