// Runs the app on CDK Terrain, the continuation of CDKTF, without a second installation:
// what an npm alias ("cdktf": "npm:cdktn@0.24.0") with an override does for good.
const Module = require("node:module");

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const renamed = request === "cdktf" || request.startsWith("cdktf/") ? request.replace("cdktf", "cdktn") : request;
  return resolve.call(this, renamed, ...rest);
};
