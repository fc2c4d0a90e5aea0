/** The module of serverless-offline that our pool stands in for, as the end of its URL. */
export const REPLACED = '/serverless-offline/src/lambda/LambdaFunctionPool.js';
