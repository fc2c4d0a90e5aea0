var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// schema:Click
var isClick = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/messages/click.json", "title": "Click", "description": "Record of the clicks stream.", "type": "object", "required": ["sessionId", "path", "type", "at"], "properties": { "sessionId": { "$ref": "../common.json#/$defs/sessionId" }, "path": { "$ref": "../common.json#/$defs/clickPath" }, "type": { "$ref": "../common.json#/$defs/clickType" }, "at": { "$ref": "../common.json#/$defs/timestamp" }, "bucket": { "$ref": "../common.json#/$defs/experimentBucket" }, "traceparent": { "description": "Where in which trace the click came in, as W3C Trace Context has it.", "type": "string", "maxLength": 256 }, "correlationId": { "type": "string", "minLength": 1, "maxLength": 128 } }, "additionalProperties": false };
var schema33 = { "description": "The visit that a click belongs to; opaque.", "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$", "x-message": "must be 1 to 128 characters of A-Z a-z 0-9 _ . : -" };
var schema34 = { "description": "The page, without query and fragment: they would make a counter of every visit.", "type": "string", "maxLength": 512, "pattern": '^/[!-"$->@-~]*$', "x-message": "must be a path of at most 512 ASCII characters such as /products/1, without ? and #" };
var schema35 = { "description": "What was done there, such as view or click.", "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . : -" };
var schema36 = { "type": "string", "format": "date-time", "maxLength": 40, "x-message": "must be an RFC 3339 date and time such as 2026-01-31T12:00:00Z" };
var schema37 = { "description": "The experiment's variant of a visitor, as the edge assigned it.", "type": "string", "enum": ["A", "B"] };
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp('^/[!-"$->@-~]*$', "u");
var pattern6 = new RegExp("^[A-Za-z0-9_.:-]{1,64}$", "u");
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.sessionId === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sessionId" }, message: "must have required property 'sessionId'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.path === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "path" }, message: "must have required property 'path'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.type === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.at === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "at" }, message: "must have required property 'at'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "sessionId" || key0 === "path" || key0 === "type" || key0 === "at" || key0 === "bucket" || key0 === "traceparent" || key0 === "correlationId")) {
        const err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.sessionId !== void 0) {
      let data0 = data.sessionId;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err5 = { instancePath: instancePath + "/sessionId", schemaPath: "../common.json#/$defs/sessionId/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,128}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,128}$"', schema: "^[A-Za-z0-9_.:-]{1,128}$", parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/sessionId", schemaPath: "../common.json#/$defs/sessionId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.path !== void 0) {
      let data1 = data.path;
      if (typeof data1 === "string") {
        if (func1(data1) > 512) {
          const err7 = { instancePath: instancePath + "/path", schemaPath: "../common.json#/$defs/clickPath/maxLength", keyword: "maxLength", params: { limit: 512 }, message: "must NOT have more than 512 characters", schema: 512, parentSchema: schema34, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (!pattern5.test(data1)) {
          const err8 = { instancePath: instancePath + "/path", schemaPath: "../common.json#/$defs/clickPath/pattern", keyword: "pattern", params: { pattern: '^/[!-"$->@-~]*$' }, message: 'must match pattern "^/[!-"$->@-~]*$"', schema: '^/[!-"$->@-~]*$', parentSchema: schema34, data: data1 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/path", schemaPath: "../common.json#/$defs/clickPath/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data1 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.type !== void 0) {
      let data2 = data.type;
      if (typeof data2 === "string") {
        if (!pattern6.test(data2)) {
          const err10 = { instancePath: instancePath + "/type", schemaPath: "../common.json#/$defs/clickType/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,64}$"', schema: "^[A-Za-z0-9_.:-]{1,64}$", parentSchema: schema35, data: data2 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
      } else {
        const err11 = { instancePath: instancePath + "/type", schemaPath: "../common.json#/$defs/clickType/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data2 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.at !== void 0) {
      let data3 = data.at;
      if (typeof data3 === "string") {
        if (func1(data3) > 40) {
          const err12 = { instancePath: instancePath + "/at", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters", schema: 40, parentSchema: schema36, data: data3 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
        if (!formats0.test(data3)) {
          const err13 = { instancePath: instancePath + "/at", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"', schema: "date-time", parentSchema: schema36, data: data3 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/at", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.type, parentSchema: schema36, data: data3 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.bucket !== void 0) {
      let data4 = data.bucket;
      if (typeof data4 !== "string") {
        const err15 = { instancePath: instancePath + "/bucket", schemaPath: "../common.json#/$defs/experimentBucket/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.type, parentSchema: schema37, data: data4 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (!(data4 === "A" || data4 === "B")) {
        const err16 = { instancePath: instancePath + "/bucket", schemaPath: "../common.json#/$defs/experimentBucket/enum", keyword: "enum", params: { allowedValues: schema37.enum }, message: "must be equal to one of the allowed values", schema: schema37.enum, parentSchema: schema37, data: data4 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.traceparent !== void 0) {
      let data5 = data.traceparent;
      if (typeof data5 === "string") {
        if (func1(data5) > 256) {
          const err17 = { instancePath: instancePath + "/traceparent", schemaPath: "#/properties/traceparent/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters", schema: 256, parentSchema: schema31.properties.traceparent, data: data5 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      } else {
        const err18 = { instancePath: instancePath + "/traceparent", schemaPath: "#/properties/traceparent/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.traceparent.type, parentSchema: schema31.properties.traceparent, data: data5 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.correlationId !== void 0) {
      let data6 = data.correlationId;
      if (typeof data6 === "string") {
        if (func1(data6) > 128) {
          const err19 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema31.properties.correlationId, data: data6 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
        if (func1(data6) < 1) {
          const err20 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.correlationId, data: data6 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      } else {
        const err21 = { instancePath: instancePath + "/correlationId", schemaPath: "#/properties/correlationId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.correlationId.type, parentSchema: schema31.properties.correlationId, data: data6 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
  } else {
    const err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err22];
    } else {
      vErrors.push(err22);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isClick
};
