export async function startNeo4j() { return { uri: 'bolt://127.0.0.1:17687', username: 'neo4j', password: 'made-up-dev', database: undefined as string | undefined, stop: async () => {} }; }
