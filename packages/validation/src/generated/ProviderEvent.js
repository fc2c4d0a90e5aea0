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

// schema:ProviderEvent
var isProviderEvent = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/messages/provider-event.json", "title": "ProviderEvent", "description": "Body of a webhook of the payment provider, as far as it is read; https://docs.stripe.com/api/events/object.", "type": "object", "required": ["id", "type", "data"], "properties": { "id": { "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$" }, "type": { "type": "string", "minLength": 1, "maxLength": 128 }, "data": { "type": "object", "required": ["object"], "properties": { "object": { "title": "ProviderObject", "type": "object", "required": ["id", "object", "currency"], "properties": { "id": { "type": "string", "minLength": 1, "maxLength": 255 }, "object": { "type": "string" }, "currency": { "type": "string", "minLength": 3, "maxLength": 3 }, "status": { "type": ["string", "null"] }, "payment_intent": { "anyOf": [{ "type": "string", "minLength": 1, "maxLength": 255 }, { "type": "null" }] }, "amount_refunded": { "$ref": "../common.json#/$defs/amount" }, "metadata": { "anyOf": [{ "type": "object", "properties": { "orderId": { "$ref": "../common.json#/$defs/orderId" } } }, { "type": "null" }] } } } } } } };
var schema33 = { "description": "A sum of money, in the currency's minor unit (cents).", "type": "integer", "minimum": 0 };
var schema34 = { "description": "Not `.` or `..`, which no path can carry.", "type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . : -, and not . or .." };
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
var func1 = require_ucs2length().default;
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
    if (data.id === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.type === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "type" }, message: "must have required property 'type'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.data === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "data" }, message: "must have required property 'data'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.id !== void 0) {
      let data0 = data.id;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err3 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,128}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,128}$"', schema: "^[A-Za-z0-9_.:-]{1,128}$", parentSchema: schema31.properties.id, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.id.type, parentSchema: schema31.properties.id, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.type !== void 0) {
      let data1 = data.type;
      if (typeof data1 === "string") {
        if (func1(data1) > 128) {
          const err5 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema31.properties.type, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (func1(data1) < 1) {
          const err6 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.type, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/type", schemaPath: "#/properties/type/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.type.type, parentSchema: schema31.properties.type, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.data !== void 0) {
      let data2 = data.data;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.object === void 0) {
          const err8 = { instancePath: instancePath + "/data", schemaPath: "#/properties/data/required", keyword: "required", params: { missingProperty: "object" }, message: "must have required property 'object'", schema: schema31.properties.data.required, parentSchema: schema31.properties.data, data: data2 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        if (data2.object !== void 0) {
          let data3 = data2.object;
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
            if (data3.id === void 0) {
              const err9 = { instancePath: instancePath + "/data/object", schemaPath: "#/properties/data/properties/object/required", keyword: "required", params: { missingProperty: "id" }, message: "must have required property 'id'", schema: schema31.properties.data.properties.object.required, parentSchema: schema31.properties.data.properties.object, data: data3 };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (data3.object === void 0) {
              const err10 = { instancePath: instancePath + "/data/object", schemaPath: "#/properties/data/properties/object/required", keyword: "required", params: { missingProperty: "object" }, message: "must have required property 'object'", schema: schema31.properties.data.properties.object.required, parentSchema: schema31.properties.data.properties.object, data: data3 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
            if (data3.currency === void 0) {
              const err11 = { instancePath: instancePath + "/data/object", schemaPath: "#/properties/data/properties/object/required", keyword: "required", params: { missingProperty: "currency" }, message: "must have required property 'currency'", schema: schema31.properties.data.properties.object.required, parentSchema: schema31.properties.data.properties.object, data: data3 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (data3.id !== void 0) {
              let data4 = data3.id;
              if (typeof data4 === "string") {
                if (func1(data4) > 255) {
                  const err12 = { instancePath: instancePath + "/data/object/id", schemaPath: "#/properties/data/properties/object/properties/id/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema31.properties.data.properties.object.properties.id, data: data4 };
                  if (vErrors === null) {
                    vErrors = [err12];
                  } else {
                    vErrors.push(err12);
                  }
                  errors++;
                }
                if (func1(data4) < 1) {
                  const err13 = { instancePath: instancePath + "/data/object/id", schemaPath: "#/properties/data/properties/object/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.data.properties.object.properties.id, data: data4 };
                  if (vErrors === null) {
                    vErrors = [err13];
                  } else {
                    vErrors.push(err13);
                  }
                  errors++;
                }
              } else {
                const err14 = { instancePath: instancePath + "/data/object/id", schemaPath: "#/properties/data/properties/object/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.data.properties.object.properties.id.type, parentSchema: schema31.properties.data.properties.object.properties.id, data: data4 };
                if (vErrors === null) {
                  vErrors = [err14];
                } else {
                  vErrors.push(err14);
                }
                errors++;
              }
            }
            if (data3.object !== void 0) {
              let data5 = data3.object;
              if (typeof data5 !== "string") {
                const err15 = { instancePath: instancePath + "/data/object/object", schemaPath: "#/properties/data/properties/object/properties/object/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.data.properties.object.properties.object.type, parentSchema: schema31.properties.data.properties.object.properties.object, data: data5 };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            }
            if (data3.currency !== void 0) {
              let data6 = data3.currency;
              if (typeof data6 === "string") {
                if (func1(data6) > 3) {
                  const err16 = { instancePath: instancePath + "/data/object/currency", schemaPath: "#/properties/data/properties/object/properties/currency/maxLength", keyword: "maxLength", params: { limit: 3 }, message: "must NOT have more than 3 characters", schema: 3, parentSchema: schema31.properties.data.properties.object.properties.currency, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err16];
                  } else {
                    vErrors.push(err16);
                  }
                  errors++;
                }
                if (func1(data6) < 3) {
                  const err17 = { instancePath: instancePath + "/data/object/currency", schemaPath: "#/properties/data/properties/object/properties/currency/minLength", keyword: "minLength", params: { limit: 3 }, message: "must NOT have fewer than 3 characters", schema: 3, parentSchema: schema31.properties.data.properties.object.properties.currency, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err17];
                  } else {
                    vErrors.push(err17);
                  }
                  errors++;
                }
              } else {
                const err18 = { instancePath: instancePath + "/data/object/currency", schemaPath: "#/properties/data/properties/object/properties/currency/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.data.properties.object.properties.currency.type, parentSchema: schema31.properties.data.properties.object.properties.currency, data: data6 };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
            if (data3.status !== void 0) {
              let data7 = data3.status;
              if (typeof data7 !== "string" && data7 !== null) {
                const err19 = { instancePath: instancePath + "/data/object/status", schemaPath: "#/properties/data/properties/object/properties/status/type", keyword: "type", params: { type: schema31.properties.data.properties.object.properties.status.type }, message: "must be string,null", schema: schema31.properties.data.properties.object.properties.status.type, parentSchema: schema31.properties.data.properties.object.properties.status, data: data7 };
                if (vErrors === null) {
                  vErrors = [err19];
                } else {
                  vErrors.push(err19);
                }
                errors++;
              }
            }
            if (data3.payment_intent !== void 0) {
              let data8 = data3.payment_intent;
              const _errs18 = errors;
              let valid3 = false;
              const _errs19 = errors;
              if (typeof data8 === "string") {
                if (func1(data8) > 255) {
                  const err20 = { instancePath: instancePath + "/data/object/payment_intent", schemaPath: "#/properties/data/properties/object/properties/payment_intent/anyOf/0/maxLength", keyword: "maxLength", params: { limit: 255 }, message: "must NOT have more than 255 characters", schema: 255, parentSchema: schema31.properties.data.properties.object.properties.payment_intent.anyOf[0], data: data8 };
                  if (vErrors === null) {
                    vErrors = [err20];
                  } else {
                    vErrors.push(err20);
                  }
                  errors++;
                }
                if (func1(data8) < 1) {
                  const err21 = { instancePath: instancePath + "/data/object/payment_intent", schemaPath: "#/properties/data/properties/object/properties/payment_intent/anyOf/0/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.data.properties.object.properties.payment_intent.anyOf[0], data: data8 };
                  if (vErrors === null) {
                    vErrors = [err21];
                  } else {
                    vErrors.push(err21);
                  }
                  errors++;
                }
              } else {
                const err22 = { instancePath: instancePath + "/data/object/payment_intent", schemaPath: "#/properties/data/properties/object/properties/payment_intent/anyOf/0/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.data.properties.object.properties.payment_intent.anyOf[0].type, parentSchema: schema31.properties.data.properties.object.properties.payment_intent.anyOf[0], data: data8 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
              var _valid0 = _errs19 === errors;
              valid3 = valid3 || _valid0;
              const _errs21 = errors;
              if (data8 !== null) {
                const err23 = { instancePath: instancePath + "/data/object/payment_intent", schemaPath: "#/properties/data/properties/object/properties/payment_intent/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema31.properties.data.properties.object.properties.payment_intent.anyOf[1].type, parentSchema: schema31.properties.data.properties.object.properties.payment_intent.anyOf[1], data: data8 };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
              var _valid0 = _errs21 === errors;
              valid3 = valid3 || _valid0;
              if (!valid3) {
                const err24 = { instancePath: instancePath + "/data/object/payment_intent", schemaPath: "#/properties/data/properties/object/properties/payment_intent/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema31.properties.data.properties.object.properties.payment_intent.anyOf, parentSchema: schema31.properties.data.properties.object.properties.payment_intent, data: data8 };
                if (vErrors === null) {
                  vErrors = [err24];
                } else {
                  vErrors.push(err24);
                }
                errors++;
              } else {
                errors = _errs18;
                if (vErrors !== null) {
                  if (_errs18) {
                    vErrors.length = _errs18;
                  } else {
                    vErrors = null;
                  }
                }
              }
            }
            if (data3.amount_refunded !== void 0) {
              let data9 = data3.amount_refunded;
              if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)) && isFinite(data9))) {
                const err25 = { instancePath: instancePath + "/data/object/amount_refunded", schemaPath: "../common.json#/$defs/amount/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema33.type, parentSchema: schema33, data: data9 };
                if (vErrors === null) {
                  vErrors = [err25];
                } else {
                  vErrors.push(err25);
                }
                errors++;
              }
              if (typeof data9 == "number" && isFinite(data9)) {
                if (data9 < 0 || isNaN(data9)) {
                  const err26 = { instancePath: instancePath + "/data/object/amount_refunded", schemaPath: "../common.json#/$defs/amount/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema33, data: data9 };
                  if (vErrors === null) {
                    vErrors = [err26];
                  } else {
                    vErrors.push(err26);
                  }
                  errors++;
                }
              }
            }
            if (data3.metadata !== void 0) {
              let data10 = data3.metadata;
              const _errs27 = errors;
              let valid5 = false;
              const _errs28 = errors;
              if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                if (data10.orderId !== void 0) {
                  let data11 = data10.orderId;
                  if (typeof data11 === "string") {
                    if (!pattern5.test(data11)) {
                      const err27 = { instancePath: instancePath + "/data/object/metadata/orderId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"', schema: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", parentSchema: schema34, data: data11 };
                      if (vErrors === null) {
                        vErrors = [err27];
                      } else {
                        vErrors.push(err27);
                      }
                      errors++;
                    }
                  } else {
                    const err28 = { instancePath: instancePath + "/data/object/metadata/orderId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data11 };
                    if (vErrors === null) {
                      vErrors = [err28];
                    } else {
                      vErrors.push(err28);
                    }
                    errors++;
                  }
                }
              } else {
                const err29 = { instancePath: instancePath + "/data/object/metadata", schemaPath: "#/properties/data/properties/object/properties/metadata/anyOf/0/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.data.properties.object.properties.metadata.anyOf[0].type, parentSchema: schema31.properties.data.properties.object.properties.metadata.anyOf[0], data: data10 };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
              var _valid1 = _errs28 === errors;
              valid5 = valid5 || _valid1;
              if (_valid1) {
                var props0 = {};
                props0.orderId = true;
              }
              const _errs33 = errors;
              if (data10 !== null) {
                const err30 = { instancePath: instancePath + "/data/object/metadata", schemaPath: "#/properties/data/properties/object/properties/metadata/anyOf/1/type", keyword: "type", params: { type: "null" }, message: "must be null", schema: schema31.properties.data.properties.object.properties.metadata.anyOf[1].type, parentSchema: schema31.properties.data.properties.object.properties.metadata.anyOf[1], data: data10 };
                if (vErrors === null) {
                  vErrors = [err30];
                } else {
                  vErrors.push(err30);
                }
                errors++;
              }
              var _valid1 = _errs33 === errors;
              valid5 = valid5 || _valid1;
              if (!valid5) {
                const err31 = { instancePath: instancePath + "/data/object/metadata", schemaPath: "#/properties/data/properties/object/properties/metadata/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema31.properties.data.properties.object.properties.metadata.anyOf, parentSchema: schema31.properties.data.properties.object.properties.metadata, data: data10 };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              } else {
                errors = _errs27;
                if (vErrors !== null) {
                  if (_errs27) {
                    vErrors.length = _errs27;
                  } else {
                    vErrors = null;
                  }
                }
              }
            }
          } else {
            const err32 = { instancePath: instancePath + "/data/object", schemaPath: "#/properties/data/properties/object/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.data.properties.object.type, parentSchema: schema31.properties.data.properties.object, data: data3 };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
        }
      } else {
        const err33 = { instancePath: instancePath + "/data", schemaPath: "#/properties/data/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.data.type, parentSchema: schema31.properties.data, data: data2 };
        if (vErrors === null) {
          vErrors = [err33];
        } else {
          vErrors.push(err33);
        }
        errors++;
      }
    }
  } else {
    const err34 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err34];
    } else {
      vErrors.push(err34);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "id": true, "type": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
export {
  isProviderEvent
};
