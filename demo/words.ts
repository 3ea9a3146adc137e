/** What the groups of the demonstration talk about and hope for. */
export const themes = {
  nb: [
    'Å fortelle det til dem hjemme',
    'Søvn',
    'Når kreftene ikke strekker til',
    'Jobb, eller ikke jobb',
    'Å be om hjelp',
    'Ventetiden før svar',
    'Det som gjør godt',
    'Venner som blir stille',
    'Å leve med at det kan komme tilbake',
    'Kropp og nærhet',
  ],
  da: [
    'At fortælle det derhjemme',
    'Når kræfterne ikke rækker',
    'Arbejde og pension',
    'Kroppen bagefter',
    'Børnebørn',
    'At gå til kontrol',
    'Det, der gør godt',
    'Venner, der bliver stille',
  ],
} as const;

export const expectations = {
  nb: ['Alle får tid til å snakke', 'Vi kan være stille også', 'Vi begynner og slutter presis'],
  da: ['Alle kommer til orde', 'Vi må gerne grine', 'Vi slutter til tiden'],
} as const;
