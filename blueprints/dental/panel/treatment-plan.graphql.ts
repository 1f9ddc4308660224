/** What the card sends, each with one `input`. */
export const treatmentPlanVerbs = {
  present:
    'mutation ($input: TreatmentPlanInput!) { presentTreatmentPlan(input: $input) { patientEpisode { id version plan } userErrors { code message } } }',
  accept:
    'mutation ($input: TreatmentPlanInput!) { acceptTreatmentPlan(input: $input) { patientEpisode { id version plan } userErrors { code message } } }',
  reject:
    'mutation ($input: TreatmentPlanInput!) { rejectTreatmentPlan(input: $input) { patientEpisode { id version plan } userErrors { code message } } }',
}
