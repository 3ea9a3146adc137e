/** First names that many in Norway and Denmark bear: enough to see that a text names somebody in full, or that a group bears somebody's name. */
const first = `
Aase Agnes Aksel Alexander Alf Alma Anders Andreas Ane Anette Anita Anja Anna Anne Annette Anton Ari Arild Arne Arvid Asbjørn Astrid Aud
August Axel Bente Bengt Berit Bernt Birgit Birgitte Birger Birte Bjarne Bjørg Bjørn Bo Bodil Brit Britt Camilla Carina Carl Caroline
Cathrine Cecilie Charlotte Christian Christina Christine Christoffer Dag Dagny Dan Daniel David Dorte Dorthe Edel Edith Egil Einar Eirik
Elin Elisabeth Ella Ellen Elsa Else Emil Emilie Emma Erik Erling Ernst Espen Esther Eva Even Filip Finn Flemming Frank Fredrik Frederik
Frida Frode Geir Georg Gerd Gitte Grete Grethe Gro Gudrun Gunn Gunnar Gunvor Gustav Hanna Hanne Hans Harald Harry Hege Heidi Helen
Helena Helene Helge Helle Henning Henrik Henry Herman Hilda Hilde Håkon Håvard Ida Inga Ingeborg Inger Ingrid Ingvild Irene Iver Ivar Jacob
Jakob Jan Janne Jens Jenny Jesper Joakim Johan Johanna Johanne Johannes John Johnny Jon Jonas Jonathan Jorunn Josef Julie Jørgen Jørn
Kaare Kai Kaja Karen Kari Karin Karl Karoline Kasper Katarina Kathrine Katrine Kenneth Kent Kevin Kim Kirsten Kirsti Kjell Kjersti Kjetil
Klaus Knud Knut Kristian Kristin Kristina Kristine Kristoffer Kåre Lars Lasse Laura Laurits Leif Lena Lene Leo Line Linn Lisbeth Lise
Lone Louise Lucas Ludvig Mads Magne Magnus Maja Malene Malin Maren Margit Margrethe Maria Marianne Marie Marit Marius Martha Marte Martin
Mathias Mathilde Maud Mette Michael Mia Mikkel Mona Morten Nanna Niels Nils Nina Nora Odd Ola Olaf Olav Ole Olga Oliver Oscar Oskar Otto
Palle Paul Peder Per Pernille Peter Petra Petter Pia Poul Preben Pål Ragnar Ragnhild Randi Rasmus Reidar Reidun Rikke Rita Robert Roar Roger
Rolf Rune Ruth Rønnaug Sander Sandra Sara Sebastian Sigrid Sigurd Silje Simon Sissel Siv Sofia Sofie Solveig Sondre Sonja Stein Steinar
Stian Stig Stine Susanne Svein Sven Sverre Synnøve Synne Tage Tanja Terje Thea Thomas Thor Thorbjørn Thorleif Tina Tine Tobias Tom Tommy Tone Tor Tora
Torbjørn Tore Torhild Torill Tormod Torstein Tove Trine Trond Trygve Turid Tuva Ulla Ulrik Unni Vegard Vera Verner Vibeke Vidar Vigdis Viggo
Vilde Wenche Yngve Yvonne Øystein Øyvind Åge Åse Åshild Åsmund`;

const names = first.trim().split(/\s+/).join('|');
/** What follows a name without being one's surname: saints' and other people's houses, streets and days. */
const places =
  'Hospital|Sykehus|Sjukehus|Kirke|Kyrkje|Kirken|Gate|Gata|Gade|Vei|Veg|Vej|Plass|Plads|Hus|Huset|Senter|Center|Skole|Skule|Dag|Minde|Have|Stiftelse|Fond|Legat';
const inFull = new RegExp(
  `(?<![\\p{L}-])(?<!(?:Sankt|Skt\\.?|St\\.?)\\s)(?:${names})(?:[ -](?:${names}|\\p{Lu}\\.))*\\s(?!(?:${places})(?!\\p{L}))\\p{Lu}\\p{Ll}+`,
  'u',
);
const owned = new RegExp(`(?<![\\p{L}-])(?:${names})(?:s|['’]s|[’'])(?![\\p{L}])`, 'u');

/** Whether a text names a person with first name and surname. */
export const namesInFull = (text: string): boolean => inFull.test(text);

/** Whether something is called after a person: "Karis gruppe". */
export const isCalledAfter = (title: string): boolean => owned.test(title);
