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

// schema:ShipOrder
var isShipOrder = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/http/ship-order.json", "title": "ShipOrder", "description": "Body of POST /orders/{orderId}/ship.", "type": "object", "required": ["carrier"], "properties": { "carrier": { "$ref": "../common.json#/$defs/carrier" }, "trackingCode": { "$ref": "../common.json#/$defs/trackingCode" } }, "additionalProperties": false };
var schema33 = { "description": "Who brings the parcel.", "type": "string", "maxLength": 64, "pattern": "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$", "x-message": "must be one line of 1 to 64 characters" };
var schema34 = { "description": "By which the carrier knows the parcel.", "type": "string", "pattern": "^[A-Za-z0-9 ._/-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 space . _ / -" };
var func1 = require_ucs2length().default;
var pattern4 = new RegExp("^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$", "u");
var pattern5 = new RegExp("^[A-Za-z0-9 ._/-]{1,64}$", "u");
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
    if (data.carrier === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "carrier" }, message: "must have required property 'carrier'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "carrier" || key0 === "trackingCode")) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.carrier !== void 0) {
      let data0 = data.carrier;
      if (typeof data0 === "string") {
        if (func1(data0) > 64) {
          const err2 = { instancePath: instancePath + "/carrier", schemaPath: "../common.json#/$defs/carrier/maxLength", keyword: "maxLength", params: { limit: 64 }, message: "must NOT have more than 64 characters", schema: 64, parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (!pattern4.test(data0)) {
          const err3 = { instancePath: instancePath + "/carrier", schemaPath: "../common.json#/$defs/carrier/pattern", keyword: "pattern", params: { pattern: "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$" }, message: 'must match pattern "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$"', schema: "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$", parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/carrier", schemaPath: "../common.json#/$defs/carrier/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.trackingCode !== void 0) {
      let data1 = data.trackingCode;
      if (typeof data1 === "string") {
        if (!pattern5.test(data1)) {
          const err5 = { instancePath: instancePath + "/trackingCode", schemaPath: "../common.json#/$defs/trackingCode/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9 ._/-]{1,64}$" }, message: 'must match pattern "^[A-Za-z0-9 ._/-]{1,64}$"', schema: "^[A-Za-z0-9 ._/-]{1,64}$", parentSchema: schema34, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/trackingCode", schemaPath: "../common.json#/$defs/trackingCode/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isShipOrder
};
