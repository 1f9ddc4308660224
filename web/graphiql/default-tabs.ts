/** A first query for the core and one per sector; a sector that is not yours says so by not knowing its types. */
export const defaultTabs = [
  {
    query: `# Ctrl Enter runs it. Ctrl Space offers what can come next.
query FirstLook {
  viewer { user { name } role tenant { name timeZone currency } }
  commandCenter {
    kpis { title { en } value unit windowDays }
    nextAppointments { startsAt status customer { name phone } service { name } staff { name } }
  }
}
`,
  },
  {
    query: `# Hair salon: what was mixed for whom
query Formulas {
  customerVisits(first: 10) {
    nodes {
      visitedAt
      customer { name }
      formulaLines(first: 5) { nodes { zone brand shades mixRatio developerPercent processingMinutes } }
    }
  }
}
`,
  },
  {
    query: `# Dental: what each patient's treatment consists of
query Episodes {
  patientEpisodes(first: 10) {
    nodes {
      title plan remainingMinor
      customer { name }
      items(first: 10) { nodes { tooth kind status sessions sessionsDone priceMinor } }
    }
  }
}
`,
  },
  {
    query: `# Garage: cars, their owners and what is done to them
query Vehicles {
  vehicles(first: 10) {
    nodes {
      plate model odometerKm
      owner { name phone }
      jobCards(first: 3) { nodes { number step waiting approvedMinor } }
    }
  }
}
`,
  },
]
