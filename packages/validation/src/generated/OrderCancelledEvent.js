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

// schema:OrderCancelledEvent
var isOrderCancelledEvent = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/events/order.cancelled.v1.json", "title": "OrderCancelledEvent", "description": "An order was cancelled by its owner; a reservation was returned if it had one.", "type": "object", "required": ["specversion", "id", "source", "type", "time", "data"], "properties": { "specversion": { "const": "1.0" }, "id": { "type": "string", "minLength": 1, "maxLength": 128 }, "source": { "type": "string", "minLength": 1, "maxLength": 256 }, "type": { "const": "order.cancelled.v1" }, "subject": { "type": "string", "minLength": 1, "maxLength": 256 }, "time": { "$ref": "../common.json#/$defs/timestamp" }, "datacontenttype": { "const": "application/json" }, "correlationid": { "type": "string", "pattern": "^[A-Za-z0-9_.:-]{1,128}$" }, "traceparent": { "description": "CloudEvents extension Distributed Tracing: where in which trace the write was that the event stands for, as W3C Trace Context has it.", "type": "string" }, "tracestate": { "description": "Of the same extension; only where a caller sent one.", "type": "string" }, "data": { "description": "An order was cancelled by its owner; a reservation was returned if it had one.", "type": "object", "required": ["orderId", "userId", "status", "currency", "lines", "total", "createdAt", "previousStatus"], "properties": { "orderId": { "$ref": "../common.json#/$defs/orderId" }, "userId": { "$ref": "../common.json#/$defs/userId" }, "status": { "$ref": "../common.json#/$defs/orderStatus" }, "currency": { "$ref": "../common.json#/$defs/currency" }, "lines": { "$ref": "../common.json#/$defs/orderLines" }, "total": { "$ref": "../common.json#/$defs/total" }, "note": { "$ref": "../common.json#/$defs/note" }, "createdAt": { "$ref": "../common.json#/$defs/timestamp" }, "previousStatus": { "type": "string", "enum": ["PENDING", "RESERVED", "CONFIRMED"] }, "bucket": { "$ref": "../common.json#/$defs/experimentBucket" } }, "title": "OrderCancelledData" } } };
var schema36 = { "type": "string", "enum": ["PENDING", "RESERVED", "CONFIRMED", "SHIPPED", "DELIVERED", "RETURNED", "REJECTED", "CANCELLED"] };
var schema37 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var schema46 = { "description": "The experiment's variant of a visitor, as the edge assigned it.", "type": "string", "enum": ["A", "B"] };
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
var pattern6 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", "u");
function validate23(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate23.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.sku === void 0 && (missing0 = "sku") || data.quantity === void 0 && (missing0 = "quantity") || data.unitPrice === void 0 && (missing0 = "unitPrice")) {
        validate23.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sku" || key0 === "quantity" || key0 === "unitPrice")) {
            validate23.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sku !== void 0) {
            let data0 = data.sku;
            const _errs2 = errors;
            const _errs3 = errors;
            if (errors === _errs3) {
              if (typeof data0 === "string") {
                if (!pattern6.test(data0)) {
                  validate23.errors = [{ instancePath: instancePath + "/sku", schemaPath: "#/$defs/sku/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$"' }];
                  return false;
                }
              } else {
                validate23.errors = [{ instancePath: instancePath + "/sku", schemaPath: "#/$defs/sku/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.quantity !== void 0) {
              let data1 = data.quantity;
              const _errs5 = errors;
              const _errs6 = errors;
              if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
                validate23.errors = [{ instancePath: instancePath + "/quantity", schemaPath: "#/$defs/quantity/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                return false;
              }
              if (errors === _errs6) {
                if (typeof data1 == "number" && isFinite(data1)) {
                  if (data1 > 1e4 || isNaN(data1)) {
                    validate23.errors = [{ instancePath: instancePath + "/quantity", schemaPath: "#/$defs/quantity/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000" }];
                    return false;
                  } else {
                    if (data1 < 1 || isNaN(data1)) {
                      validate23.errors = [{ instancePath: instancePath + "/quantity", schemaPath: "#/$defs/quantity/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                      return false;
                    }
                  }
                }
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.unitPrice !== void 0) {
                let data2 = data.unitPrice;
                const _errs8 = errors;
                const _errs9 = errors;
                if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)) && isFinite(data2))) {
                  validate23.errors = [{ instancePath: instancePath + "/unitPrice", schemaPath: "#/$defs/minorUnits/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                  return false;
                }
                if (errors === _errs9) {
                  if (typeof data2 == "number" && isFinite(data2)) {
                    if (data2 > 1e8 || isNaN(data2)) {
                      validate23.errors = [{ instancePath: instancePath + "/unitPrice", schemaPath: "#/$defs/minorUnits/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e8 }, message: "must be <= 100000000" }];
                      return false;
                    } else {
                      if (data2 < 0 || isNaN(data2)) {
                        validate23.errors = [{ instancePath: instancePath + "/unitPrice", schemaPath: "#/$defs/minorUnits/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                        return false;
                      }
                    }
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate23.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate23.errors = vErrors;
  return errors === 0;
}
validate23.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (Array.isArray(data)) {
      if (data.length > 25) {
        validate22.errors = [{ instancePath, schemaPath: "#/maxItems", keyword: "maxItems", params: { limit: 25 }, message: "must NOT have more than 25 items" }];
        return false;
      } else {
        if (data.length < 1) {
          validate22.errors = [{ instancePath, schemaPath: "#/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" }];
          return false;
        } else {
          const len0 = Math.min(data.length, 25);
          for (let i0 = 0; i0 < len0; i0++) {
            const _errs1 = errors;
            if (!validate23(data[i0], { instancePath: instancePath + "/" + i0, parentData: data, parentDataProperty: i0, rootData, dynamicAnchors })) {
              vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
              errors = vErrors.length;
            }
            var valid0 = _errs1 === errors;
            if (!valid0) {
              break;
            }
          }
        }
      }
    } else {
      validate22.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
      return false;
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
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
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.specversion === void 0 && (missing0 = "specversion") || data.id === void 0 && (missing0 = "id") || data.source === void 0 && (missing0 = "source") || data.type === void 0 && (missing0 = "type") || data.time === void 0 && (missing0 = "time") || data.data === void 0 && (missing0 = "data")) {
        validate20.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.specversion !== void 0) {
          const _errs1 = errors;
          if ("1.0" !== data.specversion) {
            validate20.errors = [{ instancePath: instancePath + "/specversion", schemaPath: "#/properties/specversion/const", keyword: "const", params: { allowedValue: "1.0" }, message: "must be equal to constant" }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.id !== void 0) {
            let data1 = data.id;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data1 === "string") {
                if (func1(data1) > 128) {
                  validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func1(data1) < 1) {
                    validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  }
                }
              } else {
                validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.source !== void 0) {
              let data2 = data.source;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data2 === "string") {
                  if (func1(data2) > 256) {
                    validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                    return false;
                  } else {
                    if (func1(data2) < 1) {
                      validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                      return false;
                    }
                  }
                } else {
                  validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.type !== void 0) {
                const _errs6 = errors;
                if ("order.cancelled.v1" !== data.type) {
                  validate20.errors = [{ instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "order.cancelled.v1" }, message: "must be equal to constant" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.subject !== void 0) {
                  let data4 = data.subject;
                  const _errs7 = errors;
                  if (errors === _errs7) {
                    if (typeof data4 === "string") {
                      if (func1(data4) > 256) {
                        validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                        return false;
                      } else {
                        if (func1(data4) < 1) {
                          validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                          return false;
                        }
                      }
                    } else {
                      validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                  }
                  var valid0 = _errs7 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.time !== void 0) {
                    let data5 = data.time;
                    const _errs9 = errors;
                    const _errs10 = errors;
                    if (errors === _errs10) {
                      if (errors === _errs10) {
                        if (typeof data5 === "string") {
                          if (func1(data5) > 40) {
                            validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters" }];
                            return false;
                          } else {
                            if (!formats0.test(data5)) {
                              validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                              return false;
                            }
                          }
                        } else {
                          validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                    }
                    var valid0 = _errs9 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.datacontenttype !== void 0) {
                      const _errs12 = errors;
                      if ("application/json" !== data.datacontenttype) {
                        validate20.errors = [{ instancePath: instancePath + "/datacontenttype", schemaPath: "#/properties/datacontenttype/const", keyword: "const", params: { allowedValue: "application/json" }, message: "must be equal to constant" }];
                        return false;
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.correlationid !== void 0) {
                        let data7 = data.correlationid;
                        const _errs13 = errors;
                        if (errors === _errs13) {
                          if (typeof data7 === "string") {
                            if (!pattern4.test(data7)) {
                              validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,128}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,128}$"' }];
                              return false;
                            }
                          } else {
                            validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid0 = _errs13 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.traceparent !== void 0) {
                          const _errs15 = errors;
                          if (typeof data.traceparent !== "string") {
                            validate20.errors = [{ instancePath: instancePath + "/traceparent", schemaPath: "#/properties/traceparent/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.tracestate !== void 0) {
                            const _errs17 = errors;
                            if (typeof data.tracestate !== "string") {
                              validate20.errors = [{ instancePath: instancePath + "/tracestate", schemaPath: "#/properties/tracestate/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                            var valid0 = _errs17 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.data !== void 0) {
                              let data10 = data.data;
                              const _errs19 = errors;
                              if (errors === _errs19) {
                                if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                                  let missing1;
                                  if (data10.orderId === void 0 && (missing1 = "orderId") || data10.userId === void 0 && (missing1 = "userId") || data10.status === void 0 && (missing1 = "status") || data10.currency === void 0 && (missing1 = "currency") || data10.lines === void 0 && (missing1 = "lines") || data10.total === void 0 && (missing1 = "total") || data10.createdAt === void 0 && (missing1 = "createdAt") || data10.previousStatus === void 0 && (missing1 = "previousStatus")) {
                                    validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                                    return false;
                                  } else {
                                    if (data10.orderId !== void 0) {
                                      let data11 = data10.orderId;
                                      const _errs21 = errors;
                                      const _errs22 = errors;
                                      if (errors === _errs22) {
                                        if (typeof data11 === "string") {
                                          if (!pattern5.test(data11)) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"' }];
                                            return false;
                                          }
                                        } else {
                                          validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                      }
                                      var valid2 = _errs21 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data10.userId !== void 0) {
                                        let data12 = data10.userId;
                                        const _errs24 = errors;
                                        const _errs25 = errors;
                                        const _errs27 = errors;
                                        const _errs28 = errors;
                                        if (!(data12 === "." || data12 === ".." || data12 === "me" || data12 === "confirm")) {
                                          const err0 = {};
                                          if (vErrors === null) {
                                            vErrors = [err0];
                                          } else {
                                            vErrors.push(err0);
                                          }
                                          errors++;
                                        }
                                        var valid5 = _errs28 === errors;
                                        if (valid5) {
                                          validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/not", keyword: "not", params: {}, message: "must NOT be valid" }];
                                          return false;
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
                                        if (errors === _errs25) {
                                          if (typeof data12 === "string") {
                                            if (func1(data12) > 128) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                                              return false;
                                            } else {
                                              if (func1(data12) < 1) {
                                                validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                                return false;
                                              }
                                            }
                                          } else {
                                            validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                        }
                                        var valid2 = _errs24 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data10.status !== void 0) {
                                          let data13 = data10.status;
                                          const _errs29 = errors;
                                          if (typeof data13 !== "string") {
                                            validate20.errors = [{ instancePath: instancePath + "/data/status", schemaPath: "../common.json#/$defs/orderStatus/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                          if (!(data13 === "PENDING" || data13 === "RESERVED" || data13 === "CONFIRMED" || data13 === "SHIPPED" || data13 === "DELIVERED" || data13 === "RETURNED" || data13 === "REJECTED" || data13 === "CANCELLED")) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/status", schemaPath: "../common.json#/$defs/orderStatus/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" }];
                                            return false;
                                          }
                                          var valid2 = _errs29 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                        if (valid2) {
                                          if (data10.currency !== void 0) {
                                            let data14 = data10.currency;
                                            const _errs32 = errors;
                                            if (typeof data14 !== "string") {
                                              validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                              return false;
                                            }
                                            if (!(data14 === "AED" || data14 === "AFN" || data14 === "ALL" || data14 === "AMD" || data14 === "ANG" || data14 === "AOA" || data14 === "ARS" || data14 === "AUD" || data14 === "AWG" || data14 === "AZN" || data14 === "BAM" || data14 === "BBD" || data14 === "BDT" || data14 === "BGN" || data14 === "BHD" || data14 === "BIF" || data14 === "BMD" || data14 === "BND" || data14 === "BOB" || data14 === "BRL" || data14 === "BSD" || data14 === "BTN" || data14 === "BWP" || data14 === "BYN" || data14 === "BZD" || data14 === "CAD" || data14 === "CDF" || data14 === "CHF" || data14 === "CLP" || data14 === "CNY" || data14 === "COP" || data14 === "CRC" || data14 === "CUP" || data14 === "CVE" || data14 === "CZK" || data14 === "DJF" || data14 === "DKK" || data14 === "DOP" || data14 === "DZD" || data14 === "EGP" || data14 === "ERN" || data14 === "ETB" || data14 === "EUR" || data14 === "FJD" || data14 === "FKP" || data14 === "GBP" || data14 === "GEL" || data14 === "GHS" || data14 === "GIP" || data14 === "GMD" || data14 === "GNF" || data14 === "GTQ" || data14 === "GYD" || data14 === "HKD" || data14 === "HNL" || data14 === "HTG" || data14 === "HUF" || data14 === "IDR" || data14 === "ILS" || data14 === "INR" || data14 === "IQD" || data14 === "IRR" || data14 === "ISK" || data14 === "JMD" || data14 === "JOD" || data14 === "JPY" || data14 === "KES" || data14 === "KGS" || data14 === "KHR" || data14 === "KMF" || data14 === "KPW" || data14 === "KRW" || data14 === "KWD" || data14 === "KYD" || data14 === "KZT" || data14 === "LAK" || data14 === "LBP" || data14 === "LKR" || data14 === "LRD" || data14 === "LSL" || data14 === "LYD" || data14 === "MAD" || data14 === "MDL" || data14 === "MGA" || data14 === "MKD" || data14 === "MMK" || data14 === "MNT" || data14 === "MOP" || data14 === "MRU" || data14 === "MUR" || data14 === "MVR" || data14 === "MWK" || data14 === "MXN" || data14 === "MYR" || data14 === "MZN" || data14 === "NAD" || data14 === "NGN" || data14 === "NIO" || data14 === "NOK" || data14 === "NPR" || data14 === "NZD" || data14 === "OMR" || data14 === "PAB" || data14 === "PEN" || data14 === "PGK" || data14 === "PHP" || data14 === "PKR" || data14 === "PLN" || data14 === "PYG" || data14 === "QAR" || data14 === "RON" || data14 === "RSD" || data14 === "RUB" || data14 === "RWF" || data14 === "SAR" || data14 === "SBD" || data14 === "SCR" || data14 === "SDG" || data14 === "SEK" || data14 === "SGD" || data14 === "SHP" || data14 === "SLE" || data14 === "SOS" || data14 === "SRD" || data14 === "SSP" || data14 === "STN" || data14 === "SVC" || data14 === "SYP" || data14 === "SZL" || data14 === "THB" || data14 === "TJS" || data14 === "TMT" || data14 === "TND" || data14 === "TOP" || data14 === "TRY" || data14 === "TTD" || data14 === "TWD" || data14 === "TZS" || data14 === "UAH" || data14 === "UGX" || data14 === "USD" || data14 === "UYU" || data14 === "UZS" || data14 === "VED" || data14 === "VES" || data14 === "VND" || data14 === "VUV" || data14 === "WST" || data14 === "XAF" || data14 === "XCD" || data14 === "XCG" || data14 === "XOF" || data14 === "XPF" || data14 === "YER" || data14 === "ZAR" || data14 === "ZMW" || data14 === "ZWG")) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema37.enum }, message: "must be equal to one of the allowed values" }];
                                              return false;
                                            }
                                            var valid2 = _errs32 === errors;
                                          } else {
                                            var valid2 = true;
                                          }
                                          if (valid2) {
                                            if (data10.lines !== void 0) {
                                              const _errs35 = errors;
                                              if (!validate22(data10.lines, { instancePath: instancePath + "/data/lines", parentData: data10, parentDataProperty: "lines", rootData, dynamicAnchors })) {
                                                vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
                                                errors = vErrors.length;
                                              }
                                              var valid2 = _errs35 === errors;
                                            } else {
                                              var valid2 = true;
                                            }
                                            if (valid2) {
                                              if (data10.total !== void 0) {
                                                let data16 = data10.total;
                                                const _errs36 = errors;
                                                const _errs37 = errors;
                                                if (!(typeof data16 == "number" && (!(data16 % 1) && !isNaN(data16)) && isFinite(data16))) {
                                                  validate20.errors = [{ instancePath: instancePath + "/data/total", schemaPath: "../common.json#/$defs/total/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                                  return false;
                                                }
                                                if (errors === _errs37) {
                                                  if (typeof data16 == "number" && isFinite(data16)) {
                                                    if (data16 < 0 || isNaN(data16)) {
                                                      validate20.errors = [{ instancePath: instancePath + "/data/total", schemaPath: "../common.json#/$defs/total/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                      return false;
                                                    }
                                                  }
                                                }
                                                var valid2 = _errs36 === errors;
                                              } else {
                                                var valid2 = true;
                                              }
                                              if (valid2) {
                                                if (data10.note !== void 0) {
                                                  let data17 = data10.note;
                                                  const _errs39 = errors;
                                                  const _errs40 = errors;
                                                  if (errors === _errs40) {
                                                    if (typeof data17 === "string") {
                                                      if (func1(data17) > 500) {
                                                        validate20.errors = [{ instancePath: instancePath + "/data/note", schemaPath: "../common.json#/$defs/note/maxLength", keyword: "maxLength", params: { limit: 500 }, message: "must NOT have more than 500 characters" }];
                                                        return false;
                                                      }
                                                    } else {
                                                      validate20.errors = [{ instancePath: instancePath + "/data/note", schemaPath: "../common.json#/$defs/note/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                      return false;
                                                    }
                                                  }
                                                  var valid2 = _errs39 === errors;
                                                } else {
                                                  var valid2 = true;
                                                }
                                                if (valid2) {
                                                  if (data10.createdAt !== void 0) {
                                                    let data18 = data10.createdAt;
                                                    const _errs42 = errors;
                                                    const _errs43 = errors;
                                                    if (errors === _errs43) {
                                                      if (errors === _errs43) {
                                                        if (typeof data18 === "string") {
                                                          if (func1(data18) > 40) {
                                                            validate20.errors = [{ instancePath: instancePath + "/data/createdAt", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters" }];
                                                            return false;
                                                          } else {
                                                            if (!formats0.test(data18)) {
                                                              validate20.errors = [{ instancePath: instancePath + "/data/createdAt", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                                                              return false;
                                                            }
                                                          }
                                                        } else {
                                                          validate20.errors = [{ instancePath: instancePath + "/data/createdAt", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                          return false;
                                                        }
                                                      }
                                                    }
                                                    var valid2 = _errs42 === errors;
                                                  } else {
                                                    var valid2 = true;
                                                  }
                                                  if (valid2) {
                                                    if (data10.previousStatus !== void 0) {
                                                      let data19 = data10.previousStatus;
                                                      const _errs45 = errors;
                                                      if (typeof data19 !== "string") {
                                                        validate20.errors = [{ instancePath: instancePath + "/data/previousStatus", schemaPath: "#/properties/data/properties/previousStatus/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                        return false;
                                                      }
                                                      if (!(data19 === "PENDING" || data19 === "RESERVED" || data19 === "CONFIRMED")) {
                                                        validate20.errors = [{ instancePath: instancePath + "/data/previousStatus", schemaPath: "#/properties/data/properties/previousStatus/enum", keyword: "enum", params: { allowedValues: schema31.properties.data.properties.previousStatus.enum }, message: "must be equal to one of the allowed values" }];
                                                        return false;
                                                      }
                                                      var valid2 = _errs45 === errors;
                                                    } else {
                                                      var valid2 = true;
                                                    }
                                                    if (valid2) {
                                                      if (data10.bucket !== void 0) {
                                                        let data20 = data10.bucket;
                                                        const _errs47 = errors;
                                                        if (typeof data20 !== "string") {
                                                          validate20.errors = [{ instancePath: instancePath + "/data/bucket", schemaPath: "../common.json#/$defs/experimentBucket/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                          return false;
                                                        }
                                                        if (!(data20 === "A" || data20 === "B")) {
                                                          validate20.errors = [{ instancePath: instancePath + "/data/bucket", schemaPath: "../common.json#/$defs/experimentBucket/enum", keyword: "enum", params: { allowedValues: schema46.enum }, message: "must be equal to one of the allowed values" }];
                                                          return false;
                                                        }
                                                        var valid2 = _errs47 === errors;
                                                      } else {
                                                        var valid2 = true;
                                                      }
                                                    }
                                                  }
                                                }
                                              }
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                } else {
                                  validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                  return false;
                                }
                              }
                              var valid0 = _errs19 === errors;
                            } else {
                              var valid0 = true;
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate20.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "specversion": true, "id": true, "source": true, "type": true, "subject": true, "time": true, "datacontenttype": true, "correlationid": true, "traceparent": true, "tracestate": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
export {
  isOrderCancelledEvent
};
