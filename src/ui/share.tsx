/** What a page tells search engines and those it is shared with. */
export type Share = {
  /** one or two sentences */
  description: string;
  /** its one whole address */
  address: string;
  /** whole address of a picture of 1200 × 630 */
  picture?: string;
  /** the same page in other languages */
  others?: readonly { language: string; address: string }[];
  /** what it is about, as schema.org says it */
  data?: readonly object[];
  /** for nobody to find, such as one of endless searches */
  unlisted?: boolean;
};

export function ShareHead({ share, title, site, language }: { share: Share; title: string; site: string; language: string }) {
  const { description, address, picture, others = [], data = [], unlisted } = share;
  return (
    <>
      <meta name="description" content={description} />
      {unlisted && <meta name="robots" content="noindex, follow" />}
      <link rel="canonical" href={address} />
      {others.map((other) => (
        <link key={other.language} rel="alternate" hreflang={other.language} href={other.address} />
      ))}
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      <meta property="og:site_name" content={site} />
      <meta property="og:locale" content={{ nb: 'nb_NO', nn: 'nn_NO', da: 'da_DK' }[language] ?? 'en_GB'} />
      {picture && <meta property="og:image" content={picture} />}
      {picture && <meta name="twitter:card" content="summary_large_image" />}
      {data.map((one, at) => (
        <Data key={at} of={one} />
      ))}
    </>
  );
}

/** A data block is no script: nothing in it is run, and no content policy asks for a nonce. `<` could end it, so none is left. */
const Data = ({ of }: { of: object }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(of).replaceAll('<', '\\u003c') }} />
);
