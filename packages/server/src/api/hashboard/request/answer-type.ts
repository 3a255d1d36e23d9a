const graphqlJson = 'application/graphql-response+json'

/** In which of the two media types of GraphQL over HTTP an answer goes, by the `Accept` of the request. */
export function answerType(accept: string | undefined): string {
  const wanted = (accept ?? '').split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    const quality = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1)
    return { type, quality: Number.isNaN(quality) ? 1 : quality }
  })
  const qualityOf = (type: string): number => Math.max(0, ...wanted.filter((one) => one.type === type).map(({ quality }) => quality))
  const newer = qualityOf(graphqlJson)
  return `${newer > 0 && newer >= qualityOf('application/json') ? graphqlJson : 'application/json'}; charset=utf-8`
}
