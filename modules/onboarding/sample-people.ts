/** Given and family names as common as they come, put together by place: nobody in particular is meant. */
const givenNames = [
  'Ayşe',
  'Mehmet',
  'Zeynep',
  'Mustafa',
  'Elif',
  'Emre',
  'Fatma',
  'Ali',
  'Merve',
  'Murat',
] as const
const familyNames = [
  'Yılmaz',
  'Kaya',
  'Demir',
  'Şahin',
  'Çelik',
  'Yıldız',
  'Aydın',
  'Öztürk',
  'Arslan',
] as const

export interface SamplePerson {
  readonly givenName: string
  readonly familyName: string
  readonly phone: string
}

export const samplePeople: readonly SamplePerson[] = Array.from({ length: 14 }, (_, place) => ({
  givenName: givenNames[place % givenNames.length] ?? '',
  familyName: familyNames[(place * 4 + 1) % familyNames.length] ?? '',
  phone: samplePhone(place + 1),
}))

/**
 * A number that nobody can answer. Türkiye keeps no range for examples; but after the area code a subscriber's number
 * never begins with 0, so that these have the right shape and lead nowhere.
 */
function samplePhone(place: number): string {
  return `+902120000${String(place).padStart(3, '0')}`
}
